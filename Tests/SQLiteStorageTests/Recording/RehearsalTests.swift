import GRDB
import Storage
import TestSupport
import Testing
import Tracking

struct RehearsalTests {
    /// A table that the rehearsal left out could stop the recorder later.
    @Test(arguments: [
        "journey", "lead", "postback", "repeated_click", "quarter_hour", "quarter_hour_payout",
        "campaign_day", "campaign_day_payout", "campaign_counter", "unattributed_click",
        "unattributed_counter", "waiting_mapping",
    ])
    func everyTableOfTheRecorderHasAPartInIt(table: String) throws {
        let site = try StoreKind.sqlite.makeSite()
        // Neither has it a mapper, nor is a conversion worth anything.
        try site.store.addSampleCampaign(42, .sample(cost: 0, mapper: nil))
        try DatabaseQueue(path: site.store.name).write { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER refusal BEFORE INSERT ON \(table)
                    BEGIN SELECT RAISE(ABORT, 'refused by the test'); END
                    """)
        }
        #expect(throws: StoreError.self) { try site.store.rehearse(at: Timestamp(milliseconds: 1_000)) }
    }

    @Test func campaignStaysAsItIs() throws {
        let site = try StoreKind.sqlite.makeSite()
        let campaign = try site.store.addSampleCampaign()
        try site.store.rehearse(at: Timestamp(milliseconds: 1_000))
        #expect(try site.store.campaigns() == [campaign])
    }
}
