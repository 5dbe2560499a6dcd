import Foundation
import GRDB
import SQLiteStorage
import Storage
import TestSupport
import Testing
import Tracking

struct SchemaTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("tracker.db")
    }

    @Test func databaseOfTheFirstReleaseIsReadAndWritten() throws {
        try makeFirstRelease()
        let store = try SQLiteStore(path: path, opening: .existing)
        let attributed = try #require(ClickID("8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"))
        let journey = try #require(try store.journey(attributed))
        #expect(journey.campaign?.name == "LatAm Ring Campaign")
        #expect(journey.conversion?.status == .accept)
        #expect(journey.repeats.count == 1)
        #expect(journey.leads.count == 1)
        #expect(try store.journey(ClickID(high: 0, low: 1))?.campaign == nil)

        let recorder = Recorder(store: store, logger: .silent)
        defer { recorder.stop() }
        let early = ClickID(high: 0, low: 2)
        _ = try recorder.answers(to: [.clicked(early)])[0].get()
        #expect(try store.journey(early)?.conversion?.status == .accept)
    }

    @Test func firstStepStaysAsItWasReleased() throws {
        try makeFirstRelease()
        let new = folder.path("new.db")
        try SQLiteStore(path: new, opening: .createIfMissing).close()
        let (released, made) = (try schema(of: path), try schema(of: new))
        for (name, sql) in released {
            #expect(made[name] == sql)
        }
    }

    /// Of the time before the first release, when the tables were others.
    @Test(arguments: [
        ["1 journeys, their events and their index"],
        ["1 journeys, their events and their index", "2 settled entries of the index"],
    ])
    func databaseFromBeforeTheFirstReleaseIsRefused(migrations: [String]) throws {
        try DatabaseQueue(path: path).write { database in
            try database.execute(sql: SchemaFixture.formerTables)
            for migration in migrations {
                try database.execute(
                    literal: "INSERT INTO grdb_migrations (identifier) VALUES (\(migration))")
            }
        }
        let before = try Data(contentsOf: URL(filePath: path))
        for opening in [StoreOpening.existing, .createIfMissing] {
            let error = #expect(throws: StoreError.self) { try SQLiteStore(path: path, opening: opening) }
            #expect(error == .opening(.newerSchema(version: nil), database: path))
            #expect(error?.description.contains("or by one from before the first release") == true)
        }
        #expect(throws: StoreError.opening(.newerSchema(version: nil), database: path)) {
            try SQLiteStore.condition(ofDatabaseAt: path)
        }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    /// Each statement breaks one rule of the schema; `SchemaFixture.rows` are there before.
    @Test(arguments: [
        "UPDATE campaign SET id = 9007199254740992 WHERE id = 42",
        "UPDATE campaign SET name = ''",
        "UPDATE campaign SET cost_model = 'cpx'",
        "UPDATE campaign SET cost_value = -1",
        "UPDATE campaign SET currency = 'USD'",
        "UPDATE campaign SET status_mapper = '{'",
        "UPDATE journey SET click_id = x'00' WHERE id = 1",
        "UPDATE journey SET click_id = 'sixteen letters!' WHERE id = 1",
        "UPDATE journey SET campaign_id = 1 WHERE id = 1",
        "UPDATE journey SET campaign_id = 42 WHERE id = 3",
        "UPDATE journey SET campaign_id = NULL WHERE id = 1",
        "UPDATE journey SET clicked_at = NULL WHERE id = 1",
        "UPDATE journey SET status = 'paid' WHERE id = 1",
        "UPDATE journey SET status = NULL WHERE id = 1",
        "UPDATE journey SET status = 'reject' WHERE id = 1",
        "UPDATE journey SET status = 'trash' WHERE id = 2",
        "UPDATE journey SET payout = NULL WHERE id = 1",
        "UPDATE journey SET payout = -1 WHERE id = 1",
        "UPDATE journey SET currency = NULL WHERE id = 1",
        "UPDATE journey SET postback_count = 0 WHERE id = 1",
        "UPDATE journey SET postback_count = 0 WHERE id = 3",
        "UPDATE journey SET lead_count = -1 WHERE id = 1",
        "UPDATE journey SET repeat_count = 1 WHERE id = 3",
        "UPDATE journey SET last_activity_at = created_at - 1 WHERE id = 1",
        "UPDATE journey SET created_at = 'today' WHERE id = 1",
        "UPDATE journey SET is_lead = 0 WHERE id = 1",
        "UPDATE journey SET is_lead = 1 WHERE id = 2",
        "UPDATE journey SET has_parameters = 2 WHERE id = 1",
        "UPDATE journey SET has_parameters = 0 WHERE id = 1",
        "UPDATE journey SET has_parameters = 1 WHERE id = 2",
        "UPDATE journey SET has_parameters = 1 WHERE id = 3",
        "UPDATE journey SET parameters = NULL WHERE id = 1",
        "UPDATE journey SET parameters = '{}' WHERE id = 1",
        "UPDATE journey SET parameters = '{}' WHERE id = 3",
        "UPDATE journey SET sent_campaign_id = NULL WHERE id = 1",
        "UPDATE journey SET sent_campaign_id = 0 WHERE id = 1",
        "UPDATE journey SET sent_campaign_id = 42 WHERE id = 3",
        "UPDATE journey SET currency = 'USD' WHERE id = 1",
        "UPDATE journey SET converted_at = NULL WHERE id = 1",
        "UPDATE journey SET converted_at = 1 WHERE id = 2",
        "DELETE FROM campaign",
        "DELETE FROM journey WHERE id = 1",
        "INSERT INTO index_level_1 VALUES (x'00000000000000000000000000000001', 3)",
        "INSERT INTO index_level_1 VALUES (x'00000000000000000000000000000003', NULL)",
        "INSERT INTO index_level_1 VALUES (x'02', 3)",
        "UPDATE index_level_1 SET click_id = 'sixteen letters!' WHERE journey_id = 1",
        "INSERT INTO index_level_2 VALUES (x'02', 3)",
        "INSERT INTO index_level_2 VALUES (x'00000000000000000000000000000001', NULL)",
        "INSERT INTO index_progress VALUES (2, 3)",
        "UPDATE index_progress SET last_journey_id = -1",
        "INSERT INTO repeated_click VALUES (9, 9, 42, '{}', 1)",
        "INSERT INTO repeated_click VALUES (9, 1, 0, '{}', 1)",
        "INSERT INTO repeated_click VALUES (9, 1, 42, NULL, 1)",
        "INSERT INTO lead VALUES (9, 9, '{}', 1)",
        "INSERT INTO postback VALUES (9, 9, '{}', NULL, NULL, NULL, 1)",
        "INSERT INTO postback VALUES (9, 1, '{}', 'accept', NULL, NULL, 1)",
        "INSERT INTO postback VALUES (9, 1, '{}', 'accept', 1, NULL, 1)",
        "INSERT INTO postback VALUES (9, 1, '{}', 'reject', 1, 'usd', 1)",
        "INSERT INTO postback VALUES (9, 1, '{}', NULL, 1, 'usd', 1)",
        "INSERT INTO postback VALUES (9, 1, '{}', 'paid', NULL, NULL, 1)",
        "UPDATE quarter_hour SET accept_leads = 2",
        "UPDATE quarter_hour SET clicks = -1",
        "UPDATE quarter_hour SET has_parameters = 2",
        "UPDATE quarter_hour SET leads = 2",
        "UPDATE quarter_hour SET leads = 0",
        "INSERT INTO quarter_hour VALUES (9, 0, 1, 1, 0, 0, 0, 0, 0, 0)",
        "INSERT INTO quarter_hour VALUES (42, 0, 1, 1, 0, 0, 0, 0, 0, 0)",
        "UPDATE campaign_day SET accept_leads = 2",
        "UPDATE campaign_day SET leads = 2",
        "UPDATE campaign_day SET clicks = -1",
        "INSERT INTO campaign_day VALUES (9, 0, 1, 0, 0, 0, 0, 0, 0)",
        "INSERT INTO campaign_day VALUES (42, 0, 1, 0, 0, 0, 0, 0, 0)",
        "UPDATE campaign_day_payout SET accept_units = -1",
        "UPDATE campaign_day_payout SET currency = 'USD'",
        "INSERT INTO campaign_day_payout VALUES (9, 0, 'usd', 1, 0, 0, 0)",
        "INSERT INTO campaign_day_payout VALUES (42, 0, 'usd', 1, 0, 0, 0)",
        "UPDATE expense_day SET units = -1",
        "UPDATE expense_day SET trillionths = 1000000000000",
        "UPDATE expense_day SET currency = 'USD'",
        "INSERT INTO expense_day VALUES (9, 0, 'usd', 1, 0)",
        "INSERT INTO expense_day VALUES (42, -1, 'usd', 1, 0)",
        "INSERT INTO expense_day VALUES (42, 0, 'usd', 1, 0)",
        "UPDATE quarter_hour_payout SET accept_units = -1",
        "UPDATE quarter_hour_payout SET expect_fraction = -1",
        "UPDATE quarter_hour_payout SET has_parameters = 2",
        "UPDATE quarter_hour_payout SET currency = 'USD'",
        "INSERT INTO quarter_hour_payout VALUES (9, 0, 1, 'usd', 1, 0, 0, 0)",
        "INSERT INTO quarter_hour_payout VALUES (42, 0, 1, 'usd', 1, 0, 0, 0)",
        "UPDATE campaign_counter SET leads = 2",
        "INSERT INTO campaign_counter VALUES (9, 1, 1, 1)",
        "INSERT INTO unattributed_click VALUES (77, 1, 9)",
        "UPDATE unattributed_counter SET clicks = 0",
        "UPDATE unattributed_counter SET last_clicked_at = 1",
        "UPDATE unattributed_others SET clicks = -1",
        "INSERT INTO unattributed_others VALUES (2, 0)",
        "INSERT INTO expense VALUES (9, 0, 'facebook', '1', 'usd')",
        "INSERT INTO expense VALUES (42, 0, 'facebook', '1', 'usd')",
        "INSERT INTO expense VALUES (42, -1, 'facebook', '1', 'usd')",
        "INSERT INTO expense VALUES (42, 1, 'facebook', '-1', 'usd')",
        "INSERT INTO expense VALUES (42, 1, 'facebook', '', 'usd')",
        "INSERT INTO expense VALUES (42, 1, 'facebook', '[1]', 'usd')",
        "INSERT INTO expense VALUES (42, 1, 'facebook', '1,5', 'usd')",
        "INSERT INTO expense VALUES (42, 1, 'facebook', '1.000000000000000000000000000000000000000', 'usd')",
        "INSERT INTO expense VALUES (42, 1, 'facebook', '1', 'USD')",
        "INSERT INTO expense VALUES (42, 1, 'facebook', '1', NULL)",
        "INSERT INTO user VALUES (2, 'anna', 'x', 0, 1)",
        "INSERT INTO user VALUES (2, 'berta', 'x', 2, 1)",
        "INSERT INTO session VALUES (2, 'hash of a secret', 1, 1, 1)",
        "INSERT INTO session VALUES (2, 'x', 9, 1, 1)",
        "INSERT INTO token VALUES (2, 'crm', 'x', 1, 1)",
        "INSERT INTO token VALUES (2, 'other', 'hash of a token', 1, 1)",
        "INSERT INTO token VALUES (2, 'other', 'x', 2, 1)",
        "INSERT INTO login_record VALUES (x'7f000001', 5, 0, 1, 1000, NULL, 2000)",
        "INSERT INTO login_record VALUES (x'', 65536, 0, 1, 1000, NULL, 2000)",
        "UPDATE login_record SET failure_count = -1",
        "UPDATE refused_request SET status = 500",
        "UPDATE refused_request SET reason = ''",
        "UPDATE refused_request SET query = zeroblob(2049), query_length = 2049",
        "UPDATE refused_request SET body_length = 1",
        "UPDATE refusal_count SET refused = 0",
        "UPDATE refusal_count SET kept = 2",
        "INSERT INTO move_run VALUES (1, 42, 42, 0, 1, '[]', 0, 'anna', NULL, 1)",
        "INSERT INTO move_run VALUES (1, 42, 9, 0, 1, '[]', 0, 'anna', NULL, 1)",
        "INSERT INTO moved_journey VALUES (1, 9, 1, 1, NULL)",
        "INSERT INTO moved_postback VALUES (9, 1, 'accept', 1, 'usd')",
        "INSERT INTO waiting_return VALUES (1, 9)",
        "INSERT INTO attribution_run VALUES (1, 7, 9, NULL, 1)",
        "INSERT INTO attributed_journey VALUES (1, 9)",
        "INSERT INTO waiting_mapping VALUES (1, 1, 'usd', NULL, 0, 1, 9)",
        "INSERT INTO login_era VALUES (2, 0)",
        "INSERT INTO schema_step VALUES (9, '1 journeys, events, counters and blocks', '1.0.0', 1, 0)",
        "INSERT INTO schema_step VALUES (9, '9', '', 1, 0)",
        "UPDATE schema_step SET is_filling = 2",
        "INSERT INTO last_backup VALUES (2, 1, '/x')",
        "INSERT INTO database_origin VALUES (2, 1)",
        "UPDATE last_backup SET path = ''",
    ])
    func wrongRowIsRefused(statement: String) throws {
        try makeFirstRelease()
        try SQLiteStore(path: path, opening: .existing).close()
        let error = #expect(throws: DatabaseError.self) {
            try DatabaseQueue(path: path).write { try $0.execute(sql: statement) }
        }
        #expect(error?.resultCode == .SQLITE_CONSTRAINT)
    }

    private func makeFirstRelease() throws {
        try DatabaseQueue(path: path).write { database in
            try database.execute(sql: SchemaFixture.firstSchema)
            try database.execute(sql: SchemaFixture.rows)
        }
    }

    /// The SQL of each table and index by name.
    private func schema(of path: String) throws -> [String: String] {
        let rows = try DatabaseQueue(path: path).read { database in
            try Row.fetchAll(database, sql: "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["name"], $0["sql"]) })
    }
}
