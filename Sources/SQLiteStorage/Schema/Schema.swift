import GRDB
import Storage

/// The tables, as a list of steps that only ever grows.
///
/// Ids are rowids; times are UTC milliseconds; days are counted from 1970-01-01; money is in 1/100,000 of the
/// currency unit, but for expenses, which are texts; click ids are the 16 bytes of the UUID; parameters are the
/// exact JSON text of an event's extra members.
struct Schema: Sendable {
    let steps: [SchemaStep]

    static let current = Schema(steps: [first])

    /// "LTrk", written into the header of each database of ours.
    private static let applicationID: Int32 = 0x4C54_726B

    /// The same as it stands in the file.
    static var mark: [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: applicationID >> (24 - 8 * $0)) }
    }

    /// Writes the mark once more, in a transaction of its own.
    static func rewriteMark(_ database: Database) throws {
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    }

    /// Whether the database is ours, or empty.
    static func owns(_ database: Database) throws -> Bool {
        let id = try Int32.fetchOne(database, sql: "PRAGMA application_id")
        if id == applicationID { return true }
        let hasTables = try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*')")
        return id == 0 && hasTables == false
    }

    /// Whether it has tables of ours.
    static func isMade(_ database: Database) throws -> Bool {
        try Int32.fetchOne(database, sql: "PRAGMA application_id") == applicationID
    }

    /// How the tables of a database of ours stand to these steps.
    enum Relation: Equatable {
        case current
        /// Steps are missing; the last one that was done.
        case older(last: String)
        /// There are steps that are unknown here, and the version that has done the last of them; nil: it is from before the
        /// first release.
        case newer(version: String?)
    }

    func relation(to database: Database) throws -> Relation {
        guard try database.tableExists("schema_step") else { return .newer(version: nil) }
        let done = try Row.fetchAll(
            database, sql: "SELECT CAST(name AS BLOB), CAST(program AS BLOB) FROM schema_step ORDER BY id")
        let names = steps.map(\.name)
        if let unknown = done.last(where: { !names.contains($0.text(0)) }) {
            return .newer(version: unknown.text(1))
        }
        guard let last = done.last else { return .newer(version: nil) }
        return done.count < steps.count ? .older(last: last.text(0)) : .current
    }

    /// Does the steps that are missing, each with a row that says who did it; within a transaction that has the write lock.
    ///
    /// - Returns: Their names.
    @discardableResult
    func apply(to database: Database) throws -> [String] {
        let isNew = try !Self.isMade(database)
        if isNew {
            try database.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
            try database.execute(sql: Self.stepTable)
        }
        let done = try String.fetchSet(database, sql: "SELECT name FROM schema_step")
        let missing = steps.filter { !done.contains($0.name) }
        for step in missing {
            try step.change(database)
            try database.execute(
                literal: """
                    INSERT INTO schema_step (name, program, done_at, is_filling)
                    VALUES (\(step.name), \(Version.current), unixepoch() * 1000, \(!isNew && step.fill != nil))
                    """)
        }
        return missing.map(\.name)
    }

    /// The step whose rows are not all up to date; nil: there is none.
    func filling(in database: Database) throws -> SchemaStep? {
        let name = try Row.fetchOne(
            database,
            sql: "SELECT CAST(name AS BLOB) FROM schema_step WHERE is_filling = 1 ORDER BY id LIMIT 1")
        return name.flatMap { name in steps.first { $0.name == name.text(0) } }
    }

    private static let stepTable = """
        -- What has made and changed the tables, in this order.
        CREATE TABLE schema_step (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (name <> ''),
            -- The version of the program that did it.
            program TEXT NOT NULL CHECK (program <> ''),
            done_at INTEGER NOT NULL,
            -- Whether rows of before are not all up to date.
            is_filling INTEGER NOT NULL CHECK (is_filling IN (0, 1))
        ) STRICT;
        """

    private static let first = SchemaStep(name: "1 journeys, events, counters and blocks") { database in
        try database.execute(sql: campaignTable)
        try database.execute(sql: journeyTable)
        try database.execute(sql: indexTables)
        try database.execute(sql: eventTables)
        try database.execute(sql: journeyIndexes)
        try database.execute(sql: counterTables)
        try database.execute(sql: administrationTables)
        try database.execute(sql: dayTables)
        try database.execute(sql: loginTables)
        try database.execute(sql: refusalTables)
        try database.execute(sql: blockTables)
        try database.execute(sql: moveTables)
        try database.execute(sql: backupTable)
    }
}
