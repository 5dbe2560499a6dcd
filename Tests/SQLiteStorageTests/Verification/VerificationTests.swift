import GRDB
import SQLiteStorage
import Storage
import TestSupport
import Testing
import Tracking

/// What `db verify` finds in tables that somebody has changed.
struct VerificationTests {
    private let folder: TemporaryFolder
    private let path: String

    /// A database with one journey of each kind.
    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("tracker.db")
        try DatabaseQueue(path: path).write { database in
            try database.execute(sql: SchemaFixture.firstSchema)
            try database.execute(sql: SchemaFixture.rows)
        }
        try SQLiteStore(path: path, opening: .existing).close()
    }

    @Test func soundDatabaseHasNoDifferences() throws {
        #expect(try SQLiteStore(path: path, opening: .existing).verify(limit: 10) == [])
    }

    /// Each statement makes one figure differ from the events, in a way that the schema lets through.
    @Test(arguments: [
        (
            "UPDATE quarter_hour SET clicks = 2",
            "quarter_hour, campaign_id 42, slot 0, has_parameters 1, clicks"
        ),
        ("UPDATE quarter_hour SET repeats = 0", "repeats"),
        ("UPDATE quarter_hour_payout SET accept_units = 9", "accept_units"),
        ("UPDATE quarter_hour_payout SET accept_fraction = 1", "accept_fraction"),
        ("UPDATE quarter_hour_payout SET expect_units = 1", "expect_units"),
        ("UPDATE quarter_hour_payout SET currency = 'eur'", "quarter_hour_payout"),
        ("DELETE FROM quarter_hour_payout", "quarter_hour_payout"),
        ("UPDATE quarter_hour SET accept_leads = 0, expect_leads = 1", "accept_leads"),
        ("UPDATE quarter_hour SET slot = 1", "slot 1"), ("DELETE FROM quarter_hour", "quarter_hour"),
        ("UPDATE quarter_hour SET leads = 1, clicks = 2", "quarter_hour"),
        ("UPDATE campaign_day SET clicks = 2", "campaign_day, campaign_id 42, day 0, clicks"),
        ("UPDATE campaign_day SET day = 1", "campaign_day, campaign_id 42, day 1, leads"),
        ("DELETE FROM campaign_day", "campaign_day, campaign_id 42, day 0, repeats"),
        (
            "UPDATE campaign_day_payout SET accept_units = 9",
            #"campaign_day_payout, campaign_id 42, day 0, currency "usd", accept_units"#
        ),
        ("DELETE FROM campaign_day_payout", "campaign_day_payout"),
        ("UPDATE expense_day SET trillionths = 1", "expense_day, campaign_id 42, day 0, currency usd"),
        ("UPDATE expense_day SET currency = 'eur'", "expense_day, campaign_id 42, day 0, currency eur"),
        ("DELETE FROM expense_day", "expense_day, campaign_id 42, day 0, currency usd"),
        ("DELETE FROM expense", "expense_day, campaign_id 42, day 0, currency usd"),
        ("UPDATE campaign_counter SET clicks = 2", "campaign_counter, campaign_id 42, clicks"),
        ("UPDATE campaign_counter SET leads = 0", "leads"),
        ("UPDATE campaign_counter SET last_activity_at = 1", "last_activity_at"),
        ("DELETE FROM unattributed_click", "unattributed_click"),
        ("UPDATE unattributed_counter SET clicks = 2", "unattributed_counter, sent_campaign_id 77, clicks"),
        ("UPDATE unattributed_counter SET first_clicked_at = 1", "first_clicked_at"),
        ("DELETE FROM unattributed_counter", "unattributed_others, id 1, clicks"),
        ("UPDATE unattributed_others SET clicks = 1", "unattributed_others, id 1, clicks"),
        ("DELETE FROM unattributed_counter; DELETE FROM unattributed_others", "unattributed_others, id 1"),
        ("UPDATE journey SET lead_count = 2 WHERE id = 1", "journey 1, lead_count"),
        ("UPDATE journey SET postback_count = 2 WHERE id = 3", "journey 3, postback_count"),
        ("UPDATE journey SET repeat_count = 2 WHERE id = 1", "journey 1, repeat_count"),
        ("UPDATE journey SET status = 'expect' WHERE id = 1", "journey 1, status"),
        ("UPDATE journey SET payout = 1 WHERE id = 1", "journey 1, payout"),
        ("UPDATE journey SET currency = 'eur' WHERE id = 1", "journey 1, currency"),
        ("UPDATE journey SET converted_at = 1 WHERE id = 1", "journey 1, converted_at"),
        ("UPDATE journey SET clicked_at = 900000 WHERE id = 1", "journey 1, last_activity_at"),
        ("UPDATE journey SET clicked_at = 900000 WHERE id = 1", "slot 1, has_parameters 1, clicks"),
        (
            "UPDATE journey SET has_parameters = 1, parameters = '{\"a\":1}' WHERE id = 2;"
                + "UPDATE journey SET campaign_id = 42 WHERE id = 2",
            "has_parameters 1, clicks"
        ),
        ("UPDATE journey SET sent_campaign_id = 78 WHERE id = 2", "sent_campaign_id 78"),
        ("UPDATE postback SET created_at = 4500 WHERE id = 1", "journey 1, converted_at"),
        ("UPDATE journey SET last_activity_at = 9000 WHERE id = 2", "journey 2, last_activity_at"),
        ("DELETE FROM index_level_1 WHERE journey_id = 1", "index_level_1, entry of journey 1"),
        ("UPDATE index_progress SET last_journey_id = 3", "index_level_1, entry of journey 3"),
        ("UPDATE index_level_1 SET journey_id = 3 WHERE journey_id = 1", "index_level_1, entry of journey 1"),
        (
            "UPDATE index_level_1 SET journey_id = 3 WHERE journey_id = 1",
            "index_level_1, click id of journey 3"
        ),
        (
            "INSERT INTO index_level_2 SELECT click_id, 3 FROM journey WHERE id = 1",
            "index_level_1, entry of journey 1"
        ),
        (
            "INSERT INTO index_level_2 SELECT click_id, 3 FROM journey WHERE id = 1",
            "index_level_2, click id of journey 3"
        ),
        (
            "UPDATE journey SET click_id = (SELECT click_id FROM journey WHERE id = 1) WHERE id = 3",
            "index_level_1, entry of journey 3"
        ),
        (
            """
            DELETE FROM index_level_1;
            UPDATE index_progress SET last_journey_id = 0;
            UPDATE journey SET click_id = (SELECT click_id FROM journey WHERE id = 1) WHERE id = 3
            """,
            "journey, number of rows with the click id of journey 1"
        ),
    ])
    func wrongFigureIsFound(statement: String, what: String) throws {
        try DatabaseQueue(path: path).write { try $0.execute(sql: statement) }
        let differences = try SQLiteStore(path: path, opening: .existing).verify(limit: 10)
        #expect(differences.contains { $0.what.contains(what) }, "\(differences)")
    }

    @Test func differenceSaysWhatIsExpectedAndWhatIsFound() throws {
        try DatabaseQueue(path: path).write { try $0.execute(sql: "UPDATE campaign_counter SET clicks = 3") }
        let differences = try SQLiteStore(path: path, opening: .existing).verify(limit: 10)
        #expect(
            differences.map(\.description) == [
                "campaign_counter, campaign_id 42, clicks: 1 expected, 3 found"
            ])
    }
}
