import GRDB
import Tracking

/// The recorder's statements on the tables of events.
struct EventTables {
    private let click: Statement
    private let unattributedClick: Statement
    private let repeatedClick: Statement
    private let lead: Statement
    private let postback: Statement
    private let unmappedPostbacks: Statement
    private let mapping: Statement

    init(_ database: Database) throws {
        click = try database.cachedStatement(
            sql:
                "INSERT INTO click (journey_id, sent_campaign_id, parameters, created_at) VALUES (?, ?, ?, ?)"
        )
        unattributedClick = try database.cachedStatement(
            sql: "INSERT INTO unattributed_click (sent_campaign_id, clicked_at, journey_id) VALUES (?, ?, ?)")
        repeatedClick = try database.cachedStatement(
            sql: """
                INSERT INTO repeated_click (journey_id, sent_campaign_id, parameters, created_at)
                VALUES (?, ?, ?, ?)
                """)
        lead = try database.cachedStatement(
            sql: "INSERT INTO lead (journey_id, parameters, created_at) VALUES (?, ?, ?)")
        postback = try database.cachedStatement(
            sql: """
                INSERT INTO postback (journey_id, parameters, status, payout, currency, created_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """)
        unmappedPostbacks = try database.cachedStatement(
            sql: "SELECT id, parameters FROM postback WHERE journey_id = ? ORDER BY id")
        mapping = try database.cachedStatement(
            sql: "UPDATE postback SET status = ?, payout = ?, currency = ? WHERE id = ?")
    }

    func insert(_ event: Click, journey: Int64, at time: Timestamp) throws {
        try click.run(event.values(journey: journey, at: time))
    }

    /// Lists a first click among those that count for no campaign.
    func insertUnattributed(_ event: Click, journey: Int64, at time: Timestamp) throws {
        try unattributedClick.run([event.campaignID.number, time.column, journey])
    }

    func insertRepeat(_ event: Click, journey: Int64, at time: Timestamp) throws {
        try repeatedClick.run(event.values(journey: journey, at: time))
    }

    func insert(_ event: Lead, journey: Int64, at time: Timestamp) throws {
        try lead.run([journey, event.parameters.json, time.column])
    }

    func insert(_ event: Postback, outcome: Outcome?, journey: Int64, at time: Timestamp) throws {
        try postback.run([
            journey, event.parameters.json, outcome?.statusColumn, outcome?.payoutColumn,
            outcome?.currencyColumn, time.column,
        ])
    }

    /// Maps the postbacks that came before the click, in order of arrival.
    ///
    /// - Returns: The outcome of the last one; nil when there is none.
    func mapPostbacks(journey: Int64, with campaign: Campaign) throws -> Outcome? {
        try unmappedPostbacks.bind([journey])
        var latest: Outcome?
        for row in try Row.fetchAll(unmappedPostbacks) {
            let outcome = campaign.outcome(of: Parameters(json: row[1]))
            let id: Int64 = row[0]
            try mapping.run([outcome.statusColumn, outcome.payoutColumn, outcome.currencyColumn, id])
            latest = outcome
        }
        return latest
    }
}

extension Click {
    fileprivate func values(journey: Int64, at time: Timestamp) -> [SQLValue?] {
        [journey, campaignID.number, parameters.json, time.column]
    }
}
