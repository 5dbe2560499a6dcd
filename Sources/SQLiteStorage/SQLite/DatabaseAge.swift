import GRDB

/// How old a database is, so that an older copy of it, and another database, are told from it.
struct DatabaseAge: Hashable {
    /// A random number that each new database and each copy of `db backup` has for itself.
    private let origin: Int64
    private let epoch: LogEpoch

    /// As the connection sees the database, with what is in the log.
    init(_ database: Database) throws {
        origin = try Int64.fetchOne(database, sql: "SELECT number FROM database_origin WHERE id = 1") ?? 0
        epoch = try LogEpoch(database)
    }

    /// Whether time has gone on, in the same database.
    func isAtOrAfter(_ other: DatabaseAge) -> Bool {
        origin == other.origin && epoch.isAtOrAfter(other.epoch)
    }

    /// Makes a copy, or a new database, one of its own: from then on neither the other's log nor its file is taken for it.
    static func beginAnother(in database: Database) throws {
        try LogEpoch.beginAnother(in: database)
        // What is to be looked at may be no database of ours.
        guard try database.tableExists("database_origin") else { return }
        try database.execute(
            literal: "UPDATE database_origin SET number = \(Int64.random(in: .min ... .max)) WHERE id = 1")
    }
}
