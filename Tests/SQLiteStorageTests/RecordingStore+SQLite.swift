import Foundation
import GRDB
import Logging
import SQLiteStorage
import Storage
import TestSupport
import Testing
import Tracking

/// What tests of SQLite do beside the store.
extension RecordingStore {
    /// On a file; in the folder of another one, it is a second process on the same file.
    convenience init(
        patienceSeconds: Double = 60, indexBatchSize: Int? = nil, batchLimit: Int = .max,
        folder: TemporaryFolder? = nil, logger: Logger = .silent
    ) throws {
        var options = Options()
        options.patienceSeconds = patienceSeconds
        options.indexBatchSize = indexBatchSize
        options.limits.batchCount = batchLimit
        options.logger = logger
        self.init(try StoreSite(.sqlite, in: folder), options: options)
    }

    var folder: TemporaryFolder { site.folder }
    var path: String { store.name }

    var sqliteStore: SQLiteStore {
        get throws { try #require(store as? SQLiteStore) }
    }

    /// A second connection, as another process has.
    func otherConnection() throws -> DatabaseQueue {
        var configuration = Configuration()
        // A keeper may be writing.
        configuration.busyMode = .timeout(60)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// How many rows a table has, or those of them that a condition leaves.
    func count(_ table: String, where condition: String = "true") throws -> Int? {
        try otherConnection().read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table) WHERE \(condition)")
        }
    }

    /// The row of a journey that reports read, as text: campaign, status, payout, currency, leads, postbacks,
    /// repeats.
    func figures(of id: ClickID) throws -> [String?] {
        let row = try otherConnection().read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT campaign_id, status, payout, currency, lead_count, postback_count, repeat_count
                    FROM journey WHERE click_id = ?
                    """,
                arguments: [Data(id.bytes)])
        }
        return row.map { $0.databaseValues.map { $0.isNull ? nil : "\($0.storage.value ?? "")" } } ?? []
    }
}
