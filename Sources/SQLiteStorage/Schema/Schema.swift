import GRDB

/// The tables, as a list of steps that only ever grows.
///
/// Ids are rowids; times are UTC milliseconds; days are counted from 1970-01-01; money is in 1/100,000 of the
/// currency unit, but for expenses, which are texts; click ids are the 16 bytes of the UUID; parameters are the
/// exact JSON text of an event's extra members.
enum Schema {
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

    /// Applies the steps that are missing.
    static func migrate(_ pool: DatabasePool) throws {
        do {
            try migrator.migrate(pool)
        } catch {
            // Two processes may open a new file at once: the other one's steps are as good as ours.
            guard try pool.read(migrator.hasCompletedMigrations) else { throw error }
        }
    }

    /// Whether the database is ours, or empty.
    static func owns(_ database: Database) throws -> Bool {
        let id = try Int32.fetchOne(database, sql: "PRAGMA application_id")
        if id == applicationID { return true }
        // GRDB makes tables of its own before the first step, in transactions of their own.
        let hasTables = try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM sqlite_schema WHERE name NOT GLOB 'grdb_*' AND name NOT GLOB 'sqlite_*')
                """)
        return id == 0 && hasTables == false
    }

    /// Whether it has tables of ours.
    static func isMade(_ database: Database) throws -> Bool {
        try Int32.fetchOne(database, sql: "PRAGMA application_id") == applicationID
    }

    static func isNewer(_ database: Database) throws -> Bool {
        try migrator.hasBeenSuperseded(database)
    }

    /// Whether all steps have been applied.
    static func isCurrent(_ database: Database) throws -> Bool {
        try migrator.hasCompletedMigrations(database)
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 journeys, events, counters and blocks") { database in
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            try database.execute(sql: campaignTable)
            try database.execute(sql: journeyTable)
            try database.execute(sql: indexTables)
            try database.execute(sql: eventTables)
            try database.execute(sql: journeyIndexes)
            try database.execute(sql: counterTables)
            try database.execute(sql: administrationTables)
            try database.execute(sql: loginTables)
            try database.execute(sql: blockTables)
            try database.execute(sql: moveTables)
            try database.execute(sql: backupTable)
        }
        return migrator
    }
}
