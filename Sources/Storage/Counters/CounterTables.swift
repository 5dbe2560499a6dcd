import GRDB
import Tracking

/// The statements that change counters.
///
/// Each updates first and inserts when no row was there: a row with a negative change would fail the CHECKs
/// before SQLite saw the conflict that an upsert acts on.
struct CounterTables {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    func add(_ change: QuarterHourFigures, to key: QuarterHour) throws {
        let (accept, expect) = (change.accept, change.expect)
        let values: [SQLValue?] = [
            change.clicks, change.repeats, accept.leads, accept.units, accept.fraction, expect.leads,
            expect.units, expect.fraction, change.rejectLeads, change.trashLeads, key.campaign, key.slot,
            key.hasParameters,
        ]
        let update = """
            UPDATE quarter_hour SET
                clicks = clicks + ?, repeats = repeats + ?, accept_leads = accept_leads + ?,
                accept_units = accept_units + ?, accept_fraction = accept_fraction + ?,
                expect_leads = expect_leads + ?, expect_units = expect_units + ?,
                expect_fraction = expect_fraction + ?, reject_leads = reject_leads + ?,
                trash_leads = trash_leads + ?
            WHERE campaign_id = ? AND slot = ? AND has_parameters = ?
            """
        let insert = """
            INSERT INTO quarter_hour (
                clicks, repeats, accept_leads, accept_units, accept_fraction, expect_leads, expect_units,
                expect_fraction, reject_leads, trash_leads, campaign_id, slot, has_parameters)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        try run(update, orElse: insert, values)
    }

    func add(_ change: CampaignChange, toCampaign campaign: Int64) throws {
        let update = """
            UPDATE campaign_counter SET clicks = clicks + ?, leads = leads + ?,
                last_activity_at = max(last_activity_at, ?)
            WHERE campaign_id = ?
            """
        let insert = """
            INSERT INTO campaign_counter (clicks, leads, last_activity_at, campaign_id) VALUES (?, ?, ?, ?)
            """
        try run(
            update, orElse: insert, [change.clicks, change.leads, change.lastActivityAt.column, campaign])
    }

    func add(_ change: UnattributedChange, toUnattributed sent: Int64) throws {
        let update = """
            UPDATE unattributed_counter SET clicks = clicks + ?,
                first_clicked_at = min(first_clicked_at, ?), last_clicked_at = max(last_clicked_at, ?)
            WHERE sent_campaign_id = ?
            """
        let insert = """
            INSERT INTO unattributed_counter (clicks, first_clicked_at, last_clicked_at, sent_campaign_id)
            VALUES (?, ?, ?, ?)
            """
        try run(
            update, orElse: insert,
            [change.clicks, change.firstClickedAt.column, change.lastClickedAt.column, sent])
    }

    private func run(_ update: String, orElse insert: String, _ values: [SQLValue?]) throws {
        try database.cachedStatement(sql: update).run(values)
        if database.changesCount == 0 { try database.cachedStatement(sql: insert).run(values) }
    }
}
