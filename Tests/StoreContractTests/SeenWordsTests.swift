import Storage
import TestSupport
import Testing
import Tracking

/// The words that postbacks of a campaign had.
struct SeenWordsTests {
    private func postback(_ id: ClickID, _ json: String) -> Event {
        .postback(Postback(clickID: id, parameters: Parameters(json: json)))
    }

    @Test(arguments: StoreKind.allCases)
    func wordsAreThoseOfTheCampaign(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42, 43])
        let (one, two, other) = (ClickID.random(), ClickID.random(), ClickID.random())
        try tracker.record(.clicked(one, "{}"))
        try tracker.record(.clicked(two, "{}"))
        try tracker.record(.clicked(other, campaign: 43, "{}"))
        try tracker.record(postback(one, #"{"status":"approved"}"#), at: 2_000)
        try tracker.record(postback(one, #"{"status":"hold","s":"x"}"#), at: 3_000)
        try tracker.record(postback(two, #"{"status":"hold"}"#), at: 4_000)
        try tracker.record(postback(other, #"{"status":"else"}"#), at: 5_000)
        // Without a click it is of no campaign.
        try tracker.record(postback(.random(), #"{"status":"nobody's"}"#), at: 6_000)
        let campaign = try #require(CampaignID(42))
        let words = try tracker.store.seenWords(
            of: campaign, parameter: "status", among: 100, for: .seconds(60))
        #expect(words.ranked.map(\.text) == ["hold", "approved"])
        #expect(words.ranked.map(\.count) == [2, 1])
        #expect(words.postbackCount == 3)
        #expect(words.firstAt?.milliseconds == 2_000)
        #expect(words.isComplete)
        let others = try tracker.store.seenWords(of: campaign, parameter: "s", among: 100, for: .seconds(60))
        #expect(others.ranked.map(\.text) == ["x"])
        #expect(others.wordlessCount == 2)
    }

    @Test(arguments: StoreKind.allCases)
    func noMoreAreLookedAtThanAreAskedFor(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        for number in 10..<35 {
            let id = ClickID.random()
            try tracker.record(.clicked(id, "{}"))
            try tracker.record(postback(id, #"{"status":"\#(number)"}"#))
        }
        let campaign = try #require(CampaignID(42))
        func words(_ count: Int, _ time: Duration) throws -> SeenWords {
            try tracker.store.seenWords(of: campaign, parameter: "status", among: count, for: time)
        }
        // The latest journeys.
        let some = try words(2, .seconds(60))
        #expect(some.ranked.map(\.text) == ["33", "34"])
        #expect(!some.isComplete)
        #expect(try words(25, .seconds(60)).isComplete)
        let least = try words(25, .zero)
        #expect(least.postbackCount == SeenWords.leastCount)
        #expect(!least.isComplete)
    }
}
