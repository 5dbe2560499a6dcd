import Tracking

/// Clicks that are in no block, put together for counting.
struct ClickChunk {
    private static let limit = 2048

    private let names: [[UInt8]]
    private let skipsBare: Bool
    private let filter: JourneyFilter
    private let conditions: [JourneyFilter.Condition]
    private let days: DayBounds
    private(set) var times: [Int64] = []
    private(set) var conversions: [RowConversion] = []
    private var builders: [ColumnBuilder]

    init(names: [[UInt8]], skipsBare: Bool, filter: JourneyFilter, days: DayBounds) {
        self.names = names
        self.skipsBare = skipsBare
        self.filter = filter
        conditions = filter.conditions
        self.days = days
        builders = names.map { _ in ColumnBuilder() }
    }

    var isFull: Bool { times.count >= Self.limit }

    /// One column per name.
    var columns: [ReportColumn] { builders.map { $0.column(count: times.count) } }

    /// Adds a click unless it counts nowhere.
    mutating func append(_ click: FirstClick) {
        guard days.start..<days.end ~= click.clickedAt else { return }
        guard !skipsBare || !click.parameters.isEmpty else { return }
        guard filter.holds(for: click.status), isWanted(click.parameters) else { return }
        let row = times.count
        times.append(click.clickedAt)
        for (level, name) in names.enumerated() {
            builders[level].append(click.parameters.groupKey(of: name).text.map { $0[...] }, row: row)
        }
        guard let status = click.status else { return }
        conversions.append(RowConversion(row: row, status: status, payout: click.payout))
    }

    private func isWanted(_ parameters: Parameters) -> Bool {
        conditions.allSatisfy { parameters.groupKey(of: $0.name) == $0.key }
    }

    /// What was added; nothing is left.
    mutating func takeAll() -> ClickChunk {
        defer { self = ClickChunk(names: names, skipsBare: skipsBare, filter: filter, days: days) }
        return self
    }
}
