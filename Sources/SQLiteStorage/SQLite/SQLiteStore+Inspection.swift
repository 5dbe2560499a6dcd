import Foundation
import GRDB
import Storage
import Tracking

extension SQLiteStore {
    /// Looks at the database at `path`; may be called beside a server.
    ///
    /// - Throws: what opening it would throw.
    package static func condition(
        ofDatabaseAt path: String, patience: Duration = .seconds(30)
    ) throws(StoreError) -> StoreCondition {
        try DatabaseFile(path: path, lockPatience: LockPatience(), patience: patience).inspect { database in
            guard try Schema.current.relation(to: database) == .current else { return .outdated }
            // Before anything is written into it.
            if let finding = try DamageCheck.findingIfSmall(in: database) {
                throw StoreError.fault(.damaged(database: path, backup: knownBackup(of: path)))
                    .whileOpening(finding)
            }
            let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM campaign") ?? 0
            return .current(campaignCount: count, full: try FullJourneys(database))
        }
    }

    /// The other processes that answer requests with the database at `path` open, each as `landing-tracker (4711)`: those that
    /// this user can see.
    package static func responders(ofDatabaseAt path: String) -> [String] {
        FileHolders.responders(of: Inode(path: path))
    }
}

extension FullJourneys {
    /// By an index that has no others.
    fileprivate init(_ database: Database) throws {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT count(*), coalesce(sum(surplus_count), 0), (
                    SELECT click_id FROM journey WHERE surplus_count > 0 ORDER BY surplus_count DESC LIMIT 1)
                FROM journey WHERE surplus_count > 0
                """)
        guard let row else {
            self.init()
            return
        }
        let fullest: Data? = row[2]
        self.init(count: row[0], surplus: row[1], fullest: try fullest.map(ClickID.init(column:)))
    }
}
