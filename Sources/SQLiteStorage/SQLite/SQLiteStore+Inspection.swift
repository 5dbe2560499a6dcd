import GRDB
import Storage

extension SQLiteStore {
    /// Looks at the database at `path`; may be called beside a server.
    ///
    /// - Throws: what opening it would throw.
    package static func condition(ofDatabaseAt path: String) throws(StoreError) -> StoreCondition {
        try DatabaseFile(path: path, lockPatience: LockPatience()).inspect { database in
            guard try Schema.isCurrent(database) else { return .outdated }
            let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM campaign") ?? 0
            return .current(campaignCount: count)
        }
    }
}
