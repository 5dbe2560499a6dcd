import Foundation
import GRDB
import Tracking

extension RecordingStore {
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
