import GRDB

extension Store {
    /// What stands in a database file, found without changing it.
    package enum Condition: Hashable, Sendable {
        /// Of an earlier version, or empty: the next command that opens it brings its tables up to date.
        case outdated
        case current(campaignCount: Int)
    }

    /// Looks at the database at `path`; may be called beside a server.
    ///
    /// - Throws: what opening it would throw: `missing`, `notADatabase`, `foreignDatabase`, `newerSchema` and others.
    package static func condition(ofDatabaseAt path: String) throws(StoreError) -> Condition {
        try DatabaseFile(path: path, lockPatience: LockPatience()).inspect { database in
            guard try Schema.isCurrent(database) else { return .outdated }
            let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM campaign") ?? 0
            return .current(campaignCount: count)
        }
    }
}
