import GRDB
import Tracking

/// What a campaign's journeys come to, by day and by the values of parameters.
///
/// Reads the columns of the blocks that the period touches, the outcomes of their journeys, and the clicks of the
/// journeys that are in no block. `dayStarts` has the first moment of each day, and then the end. Call within one
/// read transaction.
///
/// - Returns: For each day the groups that have journeys, in no particular order; without group parameters the
///   whole day as one.
/// - Throws: `tooManyGroups`.
func groupedTallies(
    _ query: StatisticsQuery, groupParameters: [String], dayStarts: [Timestamp], in database: Database
) throws -> [[GroupTally]] {
    var tally = GroupedTally(
        query, names: groupParameters.map { Array($0.utf8) }, days: DayBounds(dayStarts), database: database)
    try tally.countBlocks()
    try tally.countClicks()
    return tally.groups
}

/// A grouped report in the making.
private struct GroupedTally {
    private let skipsBare: Bool
    private let groupLimit: Int
    private let names: [[UInt8]]
    private let days: DayBounds
    private let blocks: BlockTable
    private let clicks: CampaignClicks
    private let outcomes: OutcomeReader
    private var tree = GroupTree()
    /// For each name the keys of the column that came last, with their labels: blocks in a row often have the same.
    private var known: [(keys: [UInt8], labels: [UInt32])]

    init(_ query: StatisticsQuery, names: [[UInt8]], days: DayBounds, database: Database) {
        skipsBare = query.skipsClicksWithoutParameters
        groupLimit = query.groupLimit
        self.names = names
        self.days = days
        blocks = BlockTable(campaign: query.campaign, database: database)
        clicks = CampaignClicks(campaign: query.campaign, database: database)
        outcomes = OutcomeReader(campaign: query.campaign, database: database)
        known = names.map { _ in (keys: [], labels: []) }
    }

    var groups: [[GroupTally]] { tree.groups(dayCount: days.dayCount, depth: names.count) }

    // MARK: Blocks

    mutating func countBlocks() throws {
        for block in try blocks.headers(from: days.start, to: days.end) {
            try count(block)
            try requireFewGroups()
        }
    }

    private mutating func count(_ block: BlockTable.Header) throws {
        var groups = try groupsByDay(block)
        if skipsBare { groups.leaveOut(try blocks.bareRows(of: block)) }
        var columns: [ReportRows.Column] = []
        for (level, name) in names.enumerated() {
            columns.append(try column(level, named: name, of: block))
        }
        let rows = ReportRows(
            groups: groups, columns: columns,
            outcomes: try outcomes.outcomes(of: block.journeys) { try blocks.journeys(of: block) })
        rows.count(in: &tree)
    }

    private mutating func groupsByDay(_ block: BlockTable.Header) throws -> RowGroups {
        if let day = days.day(of: block.times.lowerBound), day.times.contains(block.times.upperBound) {
            return RowGroups(count: block.count, day: day.number, in: &tree)
        }
        return RowGroups(times: try blocks.times(of: block), days: days, in: &tree)
    }

    private mutating func column(
        _ level: Int, named name: [UInt8], of block: BlockTable.Header
    ) throws -> ReportRows.Column {
        switch try blocks.column(named: name, of: block) {
        case .column(let keyBytes, let indexBytes):
            if known[level].labels.isEmpty || known[level].keys != keyBytes {
                let keys = try ReportColumn.keys(keyBytes).orUnreadable(block)
                known[level] = (keys: keyBytes, labels: keys.map { tree.label(of: $0) })
            }
            let labels = known[level].labels
            let indexes = ReportColumn.indexes(indexBytes, count: block.count, keyCount: labels.count)
            return ReportRows.Column(indexes: try indexes.orUnreadable(block), labels: labels)
        case .missing:
            return labelled(ReportColumn(missingIn: block.count))
        case .notStored:
            return labelled(try blocks.columnOfClicks(named: name, of: block))
        }
    }

    private mutating func labelled(_ column: ReportColumn) -> ReportRows.Column {
        ReportRows.Column(indexes: column.indexes, labels: column.keys.map { tree.label(of: $0) })
    }

    // MARK: Clicks that are in no block

    mutating func countClicks() throws {
        let clicks = clicks
        var chunk = ClickChunk(names: names, skipsBare: skipsBare, days: days)
        try clicks.forEachUnsealed { click in
            chunk.append(click)
            guard chunk.isFull else { return }
            count(chunk.takeAll())
            try requireFewGroups()
        }
        count(chunk.takeAll())
        try requireFewGroups()
    }

    /// Called now and then, so that an answer that nobody could read does not fill the memory.
    private func requireFewGroups() throws {
        guard tree.groupCount <= groupLimit + days.dayCount else {
            throw StoreError.tooManyGroups(limit: groupLimit)
        }
    }

    private mutating func count(_ chunk: ClickChunk) {
        let columns = chunk.columns.map { labelled($0) }
        let rows = ReportRows(
            groups: RowGroups(times: chunk.times, days: days, in: &tree), columns: columns,
            outcomes: chunk.outcomes)
        rows.count(in: &tree)
    }
}
