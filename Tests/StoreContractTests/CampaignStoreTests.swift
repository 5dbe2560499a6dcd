import Storage
import TestSupport
import Testing
import Tracking

struct CampaignStoreTests {
    private let now = Timestamp(milliseconds: 1_700_000_000_123)

    @Test(arguments: StoreKind.allCases, CostModel.allCases)
    func comesBackAsItWasAdded(_ kind: StoreKind, costModel: CostModel) throws {
        let site = try kind.makeSite()
        var settings = try Campaign.Settings.sample(
            name: "Ring 💍 'e\u{301}' \"%\";--",
            mapper: #"{"mapping": {"e\u0301":"accept", "b":"trash"}, "parameter":"st", "note":1.50}"#)
        settings.costModel = costModel
        let added = try site.store.addCampaign(settings, id: nil, at: now)
        #expect(added == Campaign(id: added.id, createdAt: now, settings: settings))
        let stored = try #require(try site.store.campaign(added.id))
        #expect(stored == added)
        #expect(Array(stored.settings.name.utf8) == Array(settings.name.utf8))
    }

    @Test(arguments: StoreKind.allCases)
    func campaignWithoutMapperComesBackWithoutOne(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let added = try site.store.addCampaign(.sample(mapper: nil), id: nil, at: now)
        #expect(try site.store.campaign(added.id)?.settings.statusMapper == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func unknownNumberIsNoCampaign(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        #expect(try site.store.campaign(try #require(CampaignID(9))) == nil)
        #expect(try site.store.campaigns() == [])
    }

    @Test(arguments: StoreKind.allCases)
    func numbersFollowTheHighest(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let store = site.store
        #expect(try store.addCampaign(.sample(), id: nil, at: now).id == CampaignID(1))
        try store.addSampleCampaign(42)
        #expect(try store.addCampaign(.sample(), id: nil, at: now).id == CampaignID(43))
        try store.addSampleCampaign(7)
        #expect(try store.campaigns().map(\.id.number) == [1, 7, 42, 43])
    }

    @Test(arguments: StoreKind.allCases)
    func takenNumberIsRefused(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let id = try site.store.addSampleCampaign(42).id
        #expect(throws: StoreError.refused(.campaignExists(id))) {
            try site.store.addCampaign(.sample(name: "Second"), id: id, at: now)
        }
        #expect(try site.store.campaign(id)?.settings.name == "LatAm Ring Campaign")
    }

    @Test(
        arguments: StoreKind.allCases,
        [
            (taken: [], next: 1), ([9_007_199_254_740_991], 1), ([5, 9_007_199_254_740_991], 6),
            ([9_007_199_254_740_990], 9_007_199_254_740_991),
            ([9_007_199_254_740_990, 9_007_199_254_740_991], 1),
            ([1, 2, 4, 9_007_199_254_740_990, 9_007_199_254_740_991], 3),
            ([2, 9_007_199_254_740_990, 9_007_199_254_740_991], 1),
        ] as [(taken: [Int64], next: Int64)])
    func nextNumberFollowsTheLargestOrIsTheLowestFreeOne(
        _ kind: StoreKind, _ numbers: (taken: [Int64], next: Int64)
    ) throws {
        let site = try kind.makeSite()
        for number in numbers.taken { try site.store.addSampleCampaign(number) }
        #expect(try site.store.addCampaign(.sample(), id: nil, at: now).id.number == numbers.next)
    }

    @Test(arguments: StoreKind.allCases)
    func updateChangesWhatIsGiven(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let added = try site.store.addSampleCampaign()
        let updated = try site.store.updateCampaign(
            added.id, Campaign.Change(name: "New", statusMapper: .some(nil)))
        #expect(updated?.settings.name == "New")
        #expect(updated?.settings.statusMapper == nil)
        #expect(updated?.settings.cost == added.settings.cost)
        #expect(updated?.createdAt == added.createdAt)
        #expect(try site.store.campaign(added.id) == updated)
    }

    @Test(arguments: StoreKind.allCases)
    func updateReplacesEverythingThatIsGiven(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let added = try site.store.addSampleCampaign()
        var settings = try Campaign.Settings.sample(
            name: "Other", cost: 3, currency: "uah", mapper: #"{"mapping":{"x":"trash"}}"#)
        settings.costModel = .cpm
        let expected = Campaign(id: added.id, createdAt: added.createdAt, settings: settings)
        #expect(try site.store.updateCampaign(added.id, Campaign.Change(to: settings)) == expected)
        #expect(try site.store.campaign(added.id) == expected)
    }

    @Test(arguments: StoreKind.allCases)
    func updateOfOtherSettingsThanExpectedIsNil(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let added = try site.store.addSampleCampaign()
        let change = Campaign.Change(name: "New")
        let other = try #require(
            try site.store.updateCampaign(added.id, Campaign.Change(statusMapper: .some(nil))))
        #expect(try site.store.updateCampaign(added.id, change, expecting: added.settings) == nil)
        #expect(try site.store.campaign(added.id) == other)
        let updated = try site.store.updateCampaign(added.id, change, expecting: other.settings)
        #expect(updated?.settings.name == "New")
    }

    @Test(arguments: StoreKind.allCases)
    func archivedCampaignIsReadBackAndGoesOn(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let (store, id) = (tracker.store, try #require(CampaignID(42)))
        _ = try store.updateCampaign(id, Campaign.Change(isArchived: true))
        #expect(try store.campaign(id)?.settings.isArchived == true)
        #expect(try store.campaigns().map(\.settings.isArchived) == [true])
        let page = try store.campaignPage(.first, by: .id, .ascending)
        #expect(page.rows.map(\.campaign.settings.isArchived) == [true])
        try tracker.record(.clicked(.random(), "{}"))
        #expect(try store.summary(of: id).clickCount == 1)
        _ = try store.updateCampaign(id, Campaign.Change(name: "Other"))
        #expect(try store.campaign(id)?.settings.isArchived == true)
        _ = try store.updateCampaign(id, Campaign.Change(isArchived: false))
        #expect(try store.campaign(id)?.settings.isArchived == false)
    }

    @Test(arguments: StoreKind.allCases)
    func emptyChangeChangesNothing(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let added = try site.store.addSampleCampaign()
        #expect(try site.store.updateCampaign(added.id, Campaign.Change()) == added)
        #expect(try site.store.campaign(added.id) == added)
    }

    @Test(arguments: StoreKind.allCases)
    func updateOfAnUnknownNumberIsNil(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let unknown = try #require(CampaignID(9))
        #expect(try site.store.updateCampaign(unknown, Campaign.Change(name: "New")) == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func summaryCountsAttributedJourneys(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [1, 2])
        for time in Int64(1)...3 { try tracker.record(.clicked(.random(), campaign: 1), at: time * 1_000) }
        try tracker.record(.clicked(.random(), campaign: 2), at: 9_000)
        try tracker.record(.clicked(.random(), campaign: 3), at: 10_000)
        try tracker.record(.left(.random()), at: 11_000)

        let (first, second) = (try #require(CampaignID(1)), try #require(CampaignID(2)))
        #expect(
            try tracker.store.summary(of: first)
                == CampaignSummary(
                    clickCount: 3, allClickCount: 4, lastActivityAt: Timestamp(milliseconds: 3_000)))
        #expect(try tracker.store.summary(of: first).clickShare == 0.75)
        #expect(try tracker.store.summary(of: second).clickShare == 0.25)
        #expect(
            try tracker.store.summary(of: try #require(CampaignID(3)))
                == CampaignSummary(clickCount: 0, allClickCount: 4, lastActivityAt: nil))
    }

    @Test(arguments: StoreKind.allCases)
    func summaryOfAnEmptyStoreIsZero(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let summary = try site.store.summary(of: site.store.addSampleCampaign().id)
        #expect(summary == CampaignSummary(clickCount: 0, allClickCount: 0, lastActivityAt: nil))
        #expect(summary.clickShare == 0)
    }
}
