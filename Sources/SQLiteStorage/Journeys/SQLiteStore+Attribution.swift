import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func attribute(
        _ sent: CampaignID, to id: CampaignID, seenFrom horizon: Horizon?, by author: Author,
        at time: Timestamp
    ) throws(StoreError) -> Int {
        guard let campaign = try campaign(id) else { throw .refused(.noSuchCampaign(id)) }
        let now = try self.horizon(at: Timestamp(milliseconds: .max))
        let limit = Horizon(
            journey: min(now.journey, horizon?.journey ?? .max), time: horizon?.time ?? now.time)
        let memory = index.memory
        var run = AttributionRun(of: sent, to: id, by: author, at: time)
        var count = 0
        while true {
            try longChanges.goOn(on: path)
            let done = try write { [run] database in
                try Attribution(of: sent, to: campaign, in: database, memory).attributeSome(
                    upTo: limit, as: run)
            }
            guard done.removed > 0 else { break }
            run = done.run
            count += done.attributed
        }
        try mapAllPostbacks()
        return count
    }

    package func attribution(of id: ClickID) throws(StoreError) -> JourneyAttribution? {
        let finding = index.find(id)
        return try read { database in
            guard let journey = try finding.journey(in: database) else { return nil }
            return try Row.fetchOne(
                database,
                literal: """
                    SELECT campaign.id, CAST(campaign.name AS BLOB), CAST(run.login AS BLOB), run.created_at
                    FROM attributed_journey
                    JOIN attribution_run AS run ON run.id = attributed_journey.run_id
                    JOIN campaign ON campaign.id = run.campaign_id
                    WHERE attributed_journey.journey_id = \(journey)
                    """
            ).map { row in
                JourneyAttribution(
                    to: try CampaignReference(row, from: 0), by: Author(row, from: 2),
                    at: Timestamp(milliseconds: row[3]))
            }
        }
    }
}

/// All steps of an attribution: one row once any journey was attributed.
private struct AttributionRun {
    private let sent: CampaignID
    private let campaign: CampaignID
    private let author: Author
    private let time: Timestamp
    private var row: Int64?

    init(of sent: CampaignID, to campaign: CampaignID, by author: Author, at time: Timestamp) {
        self.sent = sent
        self.campaign = campaign
        self.author = author
        self.time = time
    }

    mutating func row(in database: Database) throws -> Int64 {
        if let row { return row }
        try database.execute(
            literal: """
                INSERT INTO attribution_run (sent_campaign_id, campaign_id, login, created_at)
                VALUES (\(sent.number), \(campaign.number), \(author.login), \(time.milliseconds))
                """)
        let row = database.lastInsertedRowID
        self.row = row
        return row
    }
}

/// A step of an attribution, within one transaction.
private struct Attribution {
    private static let journeysPerStep = 200
    /// Events wait for the writer meanwhile, ten milliseconds at most; the rest of these is for the counters.
    private static let stepDuration = Duration.milliseconds(6)

    private let sent: CampaignID
    private let campaign: Campaign
    private let ledger: EventLedger
    private let counters: UnattributedCounters
    private let selection: PreparedStatement
    private let deletion: PreparedStatement
    private let note: PreparedStatement
    private let database: Database

    init(
        of sent: CampaignID, to campaign: Campaign, in database: Database, _ memory: IndexMemory
    ) throws {
        self.sent = sent
        self.campaign = campaign
        ledger = try EventLedger(database, memory: memory)
        counters = try UnattributedCounters(database)
        selection = try PreparedStatement(
            """
            SELECT journey_id, clicked_at FROM unattributed_click
            WHERE sent_campaign_id = ? AND clicked_at <= ? AND journey_id <= ?
            ORDER BY clicked_at, journey_id LIMIT ?
            """, in: database)
        deletion = try PreparedStatement(
            """
            DELETE FROM unattributed_click
            WHERE sent_campaign_id = ? AND clicked_at = ? AND journey_id = ?
            """, in: database)
        // Whoever removes journeys past this program lets their numbers come again.
        note = try PreparedStatement(
            "INSERT OR REPLACE INTO attributed_journey (journey_id, run_id) VALUES (?, ?)", in: database)
        self.database = database
    }

    /// - Returns: How many were removed from the list, 0 when none is left; how many of them were attributed: all, unless
    ///   somebody has removed journeys past this program; and the run, of which there is a row by now.
    func attributeSome(
        upTo horizon: Horizon, as run: AttributionRun
    ) throws -> (removed: Int, attributed: Int, run: AttributionRun) {
        var run = run
        let clicks = try someClicks(upTo: horizon)
        let end = ContinuousClock.now + Self.stepDuration
        var (removed, attributed) = (0, 0)
        for click in clicks where removed == 0 || ContinuousClock.now < end {
            if try ledger.attribute(click.journey, to: campaign) {
                note.bind(click.journey, at: 1)
                note.bind(try run.row(in: database), at: 2)
                try note.run()
                attributed += 1
            }
            try removeFromUnattributed(click)
            removed += 1
        }
        try ledger.finish()
        try counters.subtract(removed, of: sent)
        return (removed, attributed, run)
    }

    private func someClicks(upTo horizon: Horizon) throws -> [(journey: Int64, clickedAt: Int64)] {
        selection.bind(sent.number, at: 1)
        selection.bind(horizon.time.milliseconds, at: 2)
        selection.bind(horizon.journey, at: 3)
        selection.bind(Int64(Self.journeysPerStep), at: 4)
        var clicks: [(journey: Int64, clickedAt: Int64)] = []
        try selection.forEach { clicks.append((journey: $0.integer(0), clickedAt: $0.integer(1))) }
        return clicks
    }

    private func removeFromUnattributed(_ click: (journey: Int64, clickedAt: Int64)) throws {
        deletion.bind(sent.number, at: 1)
        deletion.bind(click.clickedAt, at: 2)
        deletion.bind(click.journey, at: 3)
        try deletion.run()
    }
}
