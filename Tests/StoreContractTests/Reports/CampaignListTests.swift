import Storage
import TestSupport
import Testing
import Tracking

struct CampaignListTests {
    private let tracker: RecordingStore

    /// Campaigns 1, 2, 3 and 4 with 2, 0, 3 and 1 clicks.
    init() throws {
        tracker = try RecordingStore()
        for (number, createdAt) in [(Int64(1), Int64(40)), (2, 30), (3, 20), (4, 10)] {
            let settings = try Campaign.Settings.sample(name: "Campaign \(number)")
            _ = try tracker.store.addCampaign(
                settings, id: CampaignID(number), at: Timestamp(milliseconds: createdAt))
        }
        for (campaign, time) in [(Int64(1), Int64(1)), (3, 2), (3, 3), (4, 9), (1, 5), (3, 4)] {
            try tracker.record(.clicked(.random(), campaign: campaign), at: time)
        }
    }

    @Test(arguments: [
        (CampaignSortKey.id, [1, 2, 3, 4]), (.createdAt, [4, 3, 2, 1]), (.clickCount, [2, 4, 1, 3]),
        (.clickShare, [2, 4, 1, 3]), (.lastActivityAt, [2, 3, 1, 4]),
    ])
    func campaignsAreSorted(key: CampaignSortKey, numbers: [Int64]) throws {
        let page = try tracker.store.campaignPage(.first, by: key)
        #expect(page.rows.map(\.campaign.id.number) == numbers)
        #expect(page.total == 4)
        let reversed = try tracker.store.campaignPage(.first, by: key, .descending)
        #expect(reversed.rows.map(\.campaign.id.number) == numbers.reversed())
    }

    @Test func summariesAreThoseOfEachCampaign() throws {
        let rows = try tracker.store.campaignPage(.first).rows
        for row in rows {
            #expect(try tracker.store.summary(of: row.campaign.id) == row.summary)
            #expect(try tracker.store.campaign(row.campaign.id) == row.campaign)
        }
        #expect(rows.map(\.summary.clickCount) == [2, 0, 3, 1])
        #expect(rows.map(\.summary.allClickCount) == [6, 6, 6, 6])
        #expect(rows.map(\.summary.lastActivityAt?.milliseconds) == [5, nil, 4, 9])
    }

    @Test func pageBeyondTheLastIsEmpty() throws {
        let page = try tracker.store.campaignPage(try #require(Page(number: 2, size: 3)))
        #expect(page.rows.map(\.campaign.id.number) == [4])
        #expect(try tracker.store.campaignPage(try #require(Page(number: .max))).rows.isEmpty)
    }

    @Test func namesAreByNumber() throws {
        let names = try tracker.store.campaignNames()
        #expect(names.map(\.id.number) == [1, 2, 3, 4])
        #expect(names.map(\.name) == ["Campaign 1", "Campaign 2", "Campaign 3", "Campaign 4"])
    }
}
