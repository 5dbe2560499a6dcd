import Storage
import TestSupport
import Testing
import Tracking

struct WatchStoreTests {
    private let id = ClickID(high: 0, low: 1)

    @Test(arguments: StoreKind.allCases)
    func latestEventsComeNewestFirst(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        try tracker.record(.clicked(id, #"{"source":"facebook"}"#), at: 1_000)
        try tracker.record(.clicked(id), at: 2_000)
        try tracker.record(.left(id, #"{"offer":1}"#), at: 3_000)
        try tracker.record(.reported(id, "approved"), at: 4_000)
        let events = try tracker.store.latestEvents(ofEachKind: 10, since: nil)
        #expect(events.map(\.kind) == [.postback, .lead, .repeatedClick, .click])
        #expect(events.map(\.createdAt.milliseconds) == [4_000, 3_000, 2_000, 1_000])
        #expect(events.allSatisfy { $0.clickID == id && $0.campaign == CampaignID(42) && !$0.isWithoutClick })
        #expect(events[0].conversion?.status == .accept)
        #expect(events[3].parameters?.json == #"{"source":"facebook"}"#)
        #expect(
            try tracker.store.latestEvents(ofEachKind: 10, since: Timestamp(milliseconds: 3_000)).count == 2)
    }

    @Test(arguments: StoreKind.allCases)
    func eachKindIsBounded(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        for number in 1...20 {
            try tracker.record(.clicked(ClickID(high: 1, low: UInt64(number))), at: Int64(number))
        }
        for number in 1...20 {
            try tracker.record(.left(ClickID(high: 1, low: UInt64(number))), at: Int64(number))
        }
        let events = try tracker.store.latestEvents(ofEachKind: 5, since: nil)
        #expect(events.count == 10)
        #expect(events.map(\.createdAt.milliseconds).min() == 16)
    }

    @Test(arguments: StoreKind.allCases)
    func clickBehindItsLeadIsAmongTheLatest(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        try tracker.record(.left(id), at: 1_000)
        #expect(try tracker.store.latestEvents(ofEachKind: 5, since: nil).map(\.isWithoutClick) == [true])
        try tracker.record(.clicked(id), at: 2_000)
        let events = try tracker.store.latestEvents(ofEachKind: 5, since: nil)
        #expect(events.map(\.kind) == [.click, .lead])
        #expect(events.allSatisfy { !$0.isWithoutClick })
    }

    @Test(arguments: StoreKind.allCases)
    func longParametersAreLeftOut(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        let long = String(repeating: "x", count: 100_000)
        try tracker.record(.clicked(id, #"{"a":"\#(long)"}"#))
        let event = try #require(try tracker.store.latestEvents(ofEachKind: 5, since: nil).first)
        #expect(event.kind == .click)
        #expect(event.parameters == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func stateDiffersAfterEachEvent(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        var states = [try tracker.store.watchState()]
        let events: [Event] = [try .clicked(id), try .clicked(id), .left(id), .reported(id, "x")]
        for event in events {
            try tracker.record(event)
            states.append(try tracker.store.watchState())
        }
        #expect(Set(states).count == states.count)
        #expect(try tracker.store.watchState() == states.last)
    }

    /// Also after one that brings no event: those that were there may mean something else.
    @Test(arguments: StoreKind.allCases)
    func stateDiffersAfterEachChange(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42, 43])
        let (store, other) = (tracker.store, try tracker.site.open())
        for word in ["approved", "declined"] { try tracker.record(.reported(id, word)) }
        try tracker.record(.clicked(id, campaign: 43), at: 2_000)
        let (right, wrong) = (try #require(CampaignID(42)), try #require(CampaignID(43)))
        let day = try #require(ReportDay("1970-01-01"))
        let move = try #require(
            ClickMove(from: wrong, to: right, during: ReportPeriod(first: day, last: day), in: .utc))
        let changes: [(name: String, body: () throws -> Void)] = [
            ("a postback is mapped late", { _ = try store.mapSomePostbacks() }),
            ("another name", { _ = try store.updateCampaign(right, Campaign.Change(name: "New")) }),
            (
                "another mapper, by another process",
                { _ = try other.updateCampaign(wrong, Campaign.Change(statusMapper: .some(nil))) }
            ),
            (
                "a move",
                {
                    let run = try store.beginMove(move, at: Timestamp(milliseconds: 3_000))
                    _ = try store.carryOut(move, as: run)
                }
            ),
            ("the same taken back", { _ = try store.undoMove(1) }),
        ]
        for change in changes {
            let before = try store.watchState()
            try change.body()
            #expect(try store.watchState() != before, "\(change.name)")
        }
    }

    @Test(arguments: StoreKind.allCases)
    func pauseIsTheLongestOfTwoWeeks(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42, 43, 44])
        let (now, hour): (Int64, Int64) = (1_700_000_000_000, 3_600_000)
        // Older than two weeks, and so no matter.
        try tracker.record(.clicked(.random()), at: now - 30 * 24 * hour)
        for step in 0..<20 { try tracker.record(.clicked(.random()), at: now - (200 - Int64(step)) * hour) }
        try tracker.record(.clicked(.random()), at: now - 150 * hour)
        for step in 0..<5 {
            try tracker.record(.clicked(.random(), campaign: 43), at: now - (90 - Int64(step)) * hour)
        }
        for step in 0..<30 {
            try tracker.record(.clicked(.random(), campaign: 44), at: now - Int64(step) * hour)
        }
        let pauses = try tracker.store.usualPauses(at: Timestamp(milliseconds: now))
        #expect(pauses == [try #require(CampaignID(42)): UsualPause(milliseconds: 31 * hour)])
    }

    @Test(arguments: StoreKind.allCases)
    func eventsWithoutClickAreThoseOfTheLastDay(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        let (now, hour): (Int64, Int64) = (1_700_000_000_000, 3_600_000)
        try tracker.record(.left(.random()), at: now - 25 * hour)
        try tracker.record(.left(.random()), at: now - 23 * hour)
        try tracker.record(.reported(.random(), "x"), at: now - hour)
        try tracker.record(.left(.random()), at: now - 1_000)
        let facts = try tracker.store.alertFacts(at: Timestamp(milliseconds: now))
        #expect(facts.eventsWithoutClick.journeys == 2)
        #expect(facts.eventsWithoutClick.leads == 1)
        #expect(facts.eventsWithoutClick.postbacks == 1)
        #expect(facts.firstEventAt?.milliseconds == now - 25 * hour)
        #expect(facts.latestEventAt?.milliseconds == now - 1_000)
    }

    /// Strangers choose the numbers.
    @Test(arguments: StoreKind.allCases)
    func numbersWithMostClicksAreNamed(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind)
        let now: Int64 = 1_700_000_000_000
        for number in Int64(1)...9 {
            for _ in 0..<number { try tracker.record(.clicked(.random(), campaign: number), at: now) }
        }
        try tracker.record(.clicked(.random(), campaign: 99), at: now - 8 * 86_400_000)
        let facts = try tracker.store.alertFacts(at: Timestamp(milliseconds: now))
        #expect(facts.unknownCampaigns.map(\.clicks) == [9, 8, 7, 6, 5])
        #expect(facts.moreUnknownClicks == 10)
    }
}
