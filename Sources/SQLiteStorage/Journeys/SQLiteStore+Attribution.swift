import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func attribute(_ sent: CampaignID, to id: CampaignID) throws(StoreError) -> Int {
        guard let campaign = try campaign(id) else { throw .refused(.noSuchCampaign(id)) }
        let newest = try read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM journey") } ?? 0
        var count = 0
        while true {
            let done = try write { database in
                try Attribution(of: sent, to: campaign, in: database, index.memory).attributeSome(
                    upTo: newest)
            }
            guard done > 0 else { break }
            count += done
        }
        while try mapSomePostbacks() {}
        return count
    }
}

/// A step of an attribution, within one transaction.
private struct Attribution {
    private static let journeysPerStep = 200
    /// Events wait for the writer meanwhile.
    private static let stepDuration = Duration.milliseconds(10)

    private let sent: Int64
    private let campaign: Campaign
    private let database: Database
    private let ledger: EventLedger

    init(
        of sent: CampaignID, to campaign: Campaign, in database: Database, _ memory: IndexMemory
    ) throws {
        self.sent = sent.number
        self.campaign = campaign
        self.database = database
        ledger = try EventLedger(database, memory: memory)
    }

    /// - Returns: How many were attributed; 0 when none is left.
    func attributeSome(upTo newest: Int64) throws -> Int {
        let rows = try Row.fetchAll(
            database,
            literal: """
                SELECT journey_id, clicked_at FROM unattributed_click
                WHERE sent_campaign_id = \(sent) AND journey_id <= \(newest)
                ORDER BY clicked_at, journey_id LIMIT \(Self.journeysPerStep)
                """)
        let end = ContinuousClock.now + Self.stepDuration
        var count = 0
        for row in rows where count == 0 || ContinuousClock.now < end {
            try ledger.attribute(row[0], to: campaign)
            try removeFromUnattributed(row[0], clickedAt: row[1])
            count += 1
        }
        try ledger.finish()
        try saveUnattributedCounter(less: count)
        return count
    }

    private func removeFromUnattributed(_ id: Int64, clickedAt: Int64) throws {
        try database.execute(
            literal: """
                DELETE FROM unattributed_click
                WHERE sent_campaign_id = \(sent) AND clicked_at = \(clickedAt) AND journey_id = \(id)
                """)
    }

    private func saveUnattributedCounter(less count: Int) throws {
        try database.execute(
            literal: "DELETE FROM unattributed_counter WHERE sent_campaign_id = \(sent) AND clicks = \(count)"
        )
        try database.execute(
            literal: """
                UPDATE unattributed_counter SET
                    clicks = clicks - \(count),
                    first_clicked_at = (
                        SELECT min(clicked_at) FROM unattributed_click WHERE sent_campaign_id = \(sent)),
                    last_clicked_at = (
                        SELECT max(clicked_at) FROM unattributed_click WHERE sent_campaign_id = \(sent))
                WHERE sent_campaign_id = \(sent)
                """)
    }
}
