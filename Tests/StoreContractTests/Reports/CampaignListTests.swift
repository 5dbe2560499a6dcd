import Storage
import TestSupport
import Testing
import Tracking

struct CampaignListTests {
    /// Campaigns 1, 2, 3 and 4 with 2, 0, 3 and 1 clicks.
    private func makeTracker(_ kind: StoreKind) throws -> RecordingStore {
        let tracker = try RecordingStore(kind)
        for (number, createdAt) in [(Int64(1), Int64(40)), (2, 30), (3, 20), (4, 10)] {
            let settings = try Campaign.Settings.sample(name: "Campaign \(number)")
            _ = try tracker.store.addCampaign(
                settings, id: CampaignID(number), at: Timestamp(milliseconds: createdAt))
        }
        for (campaign, time) in [(Int64(1), Int64(1)), (3, 2), (3, 3), (4, 9), (1, 5), (3, 4)] {
            try tracker.record(.clicked(.random(), campaign: campaign), at: time)
        }
        return tracker
    }

    @Test(
        arguments: StoreKind.allCases,
        [
            (CampaignSortKey.id, [1, 2, 3, 4]), (.createdAt, [4, 3, 2, 1]), (.clickCount, [2, 4, 1, 3]),
            (.clickShare, [2, 4, 1, 3]), (.lastActivityAt, [2, 3, 1, 4]),
        ] as [(CampaignSortKey, [Int64])])
    func campaignsAreSorted(
        _ kind: StoreKind, _ example: (key: CampaignSortKey, numbers: [Int64])
    ) throws {
        let tracker = try makeTracker(kind)
        let page = try tracker.store.campaignPage(.first, by: example.key, .ascending)
        #expect(page.rows.map(\.campaign.id.number) == example.numbers)
        #expect(page.total == 4)
        let reversed = try tracker.store.campaignPage(.first, by: example.key, .descending)
        #expect(reversed.rows.map(\.campaign.id.number) == example.numbers.reversed())
    }

    /// In either order, so that pages neither repeat one nor leave one out.
    @Test(arguments: StoreKind.allCases, CampaignSortKey.allCases)
    func equalCampaignsAreByNumber(_ kind: StoreKind, _ key: CampaignSortKey) throws {
        let tracker = try RecordingStore(kind)
        for number in [Int64(3), 1, 4, 2] {
            _ = try tracker.store.addCampaign(
                .sample(), id: CampaignID(number), at: Timestamp(milliseconds: 1))
        }
        for (order, numbers) in [(ListOrder.ascending, [Int64(1), 2, 3, 4]), (.descending, [4, 3, 2, 1])] {
            let pages = try [Int64(1), 2].map { number in
                try tracker.store.campaignPage(
                    try #require(Page(number: number, size: 2)), by: key, order)
            }
            #expect(pages.flatMap(\.rows).map(\.campaign.id.number) == numbers)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func summariesAreThoseOfEachCampaign(_ kind: StoreKind) throws {
        let tracker = try makeTracker(kind)
        let rows = try tracker.store.campaignPage(.first, by: .id, .ascending).rows
        for row in rows {
            #expect(try tracker.store.summary(of: row.campaign.id) == row.summary)
            #expect(try tracker.store.campaign(row.campaign.id) == row.campaign)
        }
        #expect(rows.map(\.summary.clickCount) == [2, 0, 3, 1])
        #expect(rows.map(\.summary.allClickCount) == [6, 6, 6, 6])
        #expect(rows.map(\.summary.lastActivityAt?.milliseconds) == [5, nil, 4, 9])
    }

    @Test(arguments: StoreKind.allCases)
    func pageBeyondTheLastIsEmpty(_ kind: StoreKind) throws {
        let tracker = try makeTracker(kind)
        let page = try tracker.store.campaignPage(
            try #require(Page(number: 2, size: 3)), by: .id, .ascending)
        #expect(page.rows.map(\.campaign.id.number) == [4])
        let beyond = try tracker.store.campaignPage(
            try #require(Page(number: .max)), by: .id, .ascending)
        #expect(beyond.rows.isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func namesAreByNumber(_ kind: StoreKind) throws {
        let tracker = try makeTracker(kind)
        let names = try tracker.store.campaignNames()
        #expect(names.map(\.id.number) == [1, 2, 3, 4])
        #expect(names.map(\.name) == ["Campaign 1", "Campaign 2", "Campaign 3", "Campaign 4"])
    }
}
