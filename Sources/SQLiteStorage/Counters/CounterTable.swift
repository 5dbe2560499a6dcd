import GRDB
import Tracking

/// A counter's statements, made from the list of its columns.
struct CounterTable {
    private let update: PreparedStatement
    private let insertion: PreparedStatement
    private let columnCount: Int32

    init(_ counter: Counter, in database: Database) throws {
        columnCount = Int32(counter.columns.count)
        update = try PreparedStatement(counter.update, in: database)
        insertion = try PreparedStatement(counter.insertion, in: database)
    }

    /// Adds a change to the row of the keys that `bindKeys` binds from a place on.
    ///
    /// Updates first, and inserts when no row was there: a row with a negative change would fail the CHECKs before
    /// SQLite saw the conflict that an upsert acts on.
    func add(_ change: CounterChange, _ bindKeys: (PreparedStatement, Int32) -> Void) throws {
        guard try !update(change, bindKeys) else { return }
        try insert(change, bindKeys)
    }

    /// - Returns: false, and nothing done, when there is no such row.
    func update(_ change: CounterChange, _ bindKeys: (PreparedStatement, Int32) -> Void) throws -> Bool {
        try run(update, change, bindKeys) > 0
    }

    /// Makes the row of the keys.
    func insert(_ change: CounterChange, _ bindKeys: (PreparedStatement, Int32) -> Void) throws {
        try run(insertion, change, bindKeys)
    }

    @discardableResult
    private func run(
        _ statement: PreparedStatement, _ change: CounterChange,
        _ bindKeys: (PreparedStatement, Int32) -> Void
    ) throws -> Int {
        var place: Int32 = 1
        for value in change.values {
            statement.bind(value, at: place)
            place += 1
        }
        bindKeys(statement, columnCount + 1)
        return try statement.run()
    }
}

extension Counter {
    /// Takes the columns' values, then the keys'.
    fileprivate var update: String {
        let assignments = columns.map { column in
            switch column.amount.merging {
            case .sum: "\(column.name) = \(column.name) + ?"
            case .earliest: "\(column.name) = min(\(column.name), ?)"
            case .latest: "\(column.name) = max(\(column.name), ?)"
            }
        }
        return """
            UPDATE \(table) SET \(assignments.joined(separator: ", ")) \
            WHERE \(keys.map { "\($0) = ?" }.joined(separator: " AND "))
            """
    }

    /// Takes the same.
    fileprivate var insertion: String {
        let names = columns.map(\.name) + keys
        return """
            INSERT INTO \(table) (\(names.joined(separator: ", "))) \
            VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))
            """
    }

    /// The columns as a statement lists them.
    var names: String { columns.map(\.name).joined(separator: ", ") }

    /// The sum of each column over the rows that a condition leaves, in the order of the columns.
    var sums: String { columns.map { "coalesce(sum(\($0.name)), 0)" }.joined(separator: ", ") }

    /// The declarations of the columns; sums are never negative.
    var declarations: String {
        columns.map { column in
            let check = column.amount.merging == .sum ? " CHECK (\(column.name) >= 0)" : ""
            return "\(column.name) INTEGER NOT NULL\(check)"
        }.joined(separator: ",\n    ")
    }

    /// The columns once more, as sums over rows of `journey`.
    var recomputation: String { columns.map(\.recomputation).joined(separator: ", ") }
}

extension Counter.Column {
    fileprivate var recomputation: String {
        let filter = status.map { " FILTER (WHERE status = '\($0.rawValue)')" } ?? ""
        return switch amount {
        case .journeys: "count(*)\(filter)"
        case .leads: "coalesce(sum(is_lead)\(filter), 0)"
        case .repeats: "coalesce(sum(repeat_count)\(filter), 0)"
        case .payoutUnits: "coalesce(sum(payout / \(Money.unit))\(filter), 0)"
        case .payoutFraction: "coalesce(sum(payout % \(Money.unit))\(filter), 0)"
        case .earliestClick: "min(clicked_at)"
        case .latestClick: "max(clicked_at)"
        case .latestActivity: "max(last_activity_at)"
        }
    }
}
