import GRDB
import Storage
import TestSupport
import Testing
import Tracking

struct StoreCampaignsTests {
    private let folder: TemporaryFolder
    private let store: Store
    private let now = Timestamp(milliseconds: 1_700_000_000_123)

    init() throws {
        folder = try TemporaryFolder()
        store = try Store(path: folder.path("tracker.db"), opening: .createIfMissing)
    }

    @Test(arguments: CostModel.allCases) func comesBackAsItWasAdded(costModel: CostModel) throws {
        var settings = try Campaign.Settings.sample(
            name: "Ring 💍 'e\u{301}' \"%\";--",
            mapper: #"{"mapping": {"e\u0301":"accept", "b":"trash"}, "parameter":"st", "note":1.50}"#)
        settings.costModel = costModel
        let added = try store.addCampaign(settings, at: now)
        #expect(added == Campaign(id: added.id, createdAt: now, settings: settings))
        let stored = try #require(try store.campaign(added.id))
        #expect(stored == added)
        #expect(Array(stored.settings.name.utf8) == Array(settings.name.utf8))
    }

    @Test func campaignWithoutMapperComesBackWithoutOne() throws {
        let added = try store.addCampaign(.sample(mapper: nil), at: now)
        #expect(try store.campaign(added.id)?.settings.statusMapper == nil)
    }

    @Test func unknownNumberIsNoCampaign() throws {
        #expect(try store.campaign(try #require(CampaignID(9))) == nil)
        #expect(try store.campaigns() == [])
    }

    @Test func numbersFollowTheHighest() throws {
        #expect(try store.addCampaign(.sample(), at: now).id == CampaignID(1))
        try store.addSampleCampaign(42)
        #expect(try store.addCampaign(.sample(), at: now).id == CampaignID(43))
        try store.addSampleCampaign(7)
        #expect(try store.campaigns().map(\.id.number) == [1, 7, 42, 43])
    }

    @Test func takenNumberIsRefused() throws {
        try store.addSampleCampaign(42)
        let id = try #require(CampaignID(42))
        #expect(throws: StoreError.campaignExists(id)) {
            try store.addCampaign(.sample(name: "Second"), id: id, at: now)
        }
        #expect(try store.campaign(id)?.settings.name == "LatAm Ring Campaign")
    }

    @Test func numberAfterTheLargestMustBeChosen() throws {
        try store.addSampleCampaign(9_007_199_254_740_991)
        #expect(throws: StoreError.noCampaignNumberLeft) { try store.addCampaign(.sample(), at: now) }
        try store.addSampleCampaign(1)
        #expect(try store.campaigns().count == 2)
    }

    @Test func updateChangesWhatIsGiven() throws {
        let added = try store.addSampleCampaign()
        let updated = try store.updateCampaign(
            added.id, Campaign.Change(name: "New", statusMapper: .some(nil)))
        #expect(updated?.settings.name == "New")
        #expect(updated?.settings.statusMapper == nil)
        #expect(updated?.settings.cost == added.settings.cost)
        #expect(updated?.createdAt == added.createdAt)
        #expect(try store.campaign(added.id) == updated)
    }

    @Test func emptyChangeChangesNothing() throws {
        let added = try store.addSampleCampaign()
        #expect(try store.updateCampaign(added.id, Campaign.Change()) == added)
        #expect(try store.campaign(added.id) == added)
    }

    @Test func updateOfAnUnknownNumberIsNil() throws {
        #expect(try store.updateCampaign(try #require(CampaignID(9)), Campaign.Change(name: "New")) == nil)
    }

    @Test(arguments: ["currency = 'xau'", "status_mapper = '[]'"])
    func rowThatNobodyOfUsWroteIsUnreadable(change: String) throws {
        let campaign = try store.addSampleCampaign()
        try DatabaseQueue(path: store.path).write { try $0.execute(sql: "UPDATE campaign SET \(change)") }
        let error = #expect(throws: StoreError.self) { try store.campaign(campaign.id) }
        guard case .unreadable(let what) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(what.hasPrefix("campaign 42"))
    }

    @Test func summaryCountsAttributedJourneys() throws {
        let tracker = try RecordingStore()
        let first = try tracker.store.addSampleCampaign(1)
        let second = try tracker.store.addSampleCampaign(2)
        for time in Int64(1)...3 { try tracker.record(.clicked(.random(), campaign: 1), at: time * 1_000) }
        try tracker.record(.clicked(.random(), campaign: 2), at: 9_000)
        try tracker.record(.clicked(.random(), campaign: 3), at: 10_000)
        try tracker.record(.left(.random()), at: 11_000)

        #expect(
            try tracker.store.summary(of: first.id)
                == CampaignSummary(
                    clickCount: 3, allClickCount: 4, lastActivityAt: Timestamp(milliseconds: 3_000)))
        #expect(try tracker.store.summary(of: first.id).clickShare == 0.75)
        #expect(try tracker.store.summary(of: second.id).clickShare == 0.25)
        #expect(
            try tracker.store.summary(of: try #require(CampaignID(3)))
                == CampaignSummary(clickCount: 0, allClickCount: 4, lastActivityAt: nil))
    }

    @Test func summaryOfAnEmptyStoreIsZero() throws {
        let summary = try store.summary(of: store.addSampleCampaign().id)
        #expect(summary == CampaignSummary(clickCount: 0, allClickCount: 0, lastActivityAt: nil))
        #expect(summary.clickShare == 0)
    }
}
