import GRDB
import SQLiteStorage
import Storage
import TestSupport
import Testing
import Tracking

/// Rows of campaigns that this version has not written.
struct CampaignRowTests {
    private let site: StoreSite
    private let campaign: Campaign

    init() throws {
        site = try StoreKind.sqlite.makeSite()
        campaign = try site.store.addSampleCampaign()
    }

    @Test(arguments: ["currency = 'US'", "status_mapper = '[]'", "cost_model = 'cpx'"])
    func rowThatNobodyOfUsWroteIsUnreadable(change: String) throws {
        try execute("PRAGMA ignore_check_constraints = 1; UPDATE campaign SET \(change)")
        let error = #expect(throws: StoreError.self) { try site.store.campaign(campaign.id) }
        guard case .fault(.unreadable(let what)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(what.hasPrefix("campaign 42"))
    }

    /// It was in circulation when the campaign was added.
    @Test func currencyThatIsNoLongerInCirculationIsRead() throws {
        try execute("UPDATE campaign SET currency = 'hrk'")
        #expect(try site.store.campaign(campaign.id)?.settings.cost.currency.code == "hrk")
    }

    private func execute(_ statements: String) throws {
        try DatabaseQueue(path: site.store.name).writeWithoutTransaction { try $0.execute(sql: statements) }
    }
}
