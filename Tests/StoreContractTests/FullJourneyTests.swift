import Storage
import TestSupport
import Testing
import Tracking

/// A journey that has all that is kept of one.
struct FullJourneyTests {
    private let id = ClickID(high: 1, low: 2)

    @Test(arguments: StoreKind.allCases)
    func furtherEventIsRefusedUnlessItRepeatsTheLast(_ kind: StoreKind) throws {
        let tracker = try RecordingStore(kind, campaigns: [42])
        try tracker.record(.clicked(id))
        // 14 of 1 MiB fill what leads may take.
        let filling = String(repeating: "x", count: 1024 * 1024 - 20)
        for number in 10..<24 { try tracker.record(.left(id, #"{"n":\#(number),"x":"\#(filling)"}"#)) }
        let small = #"{"n":1,"x":"\#(String(repeating: "y", count: 300))"}"#
        #expect(throws: RecordingError.journeyFull) { try tracker.record(.left(id, small)) }
        let last = #"{"n":23,"x":"\#(filling)"}"#
        #expect(try !tracker.record(.left(id, last)).isRefused)
        #expect(try tracker.journey(id).leads.count == 14)
        #expect(try tracker.journey(id).surplusCount == 2)
        // There is room for what the network reports, and for other journeys.
        try tracker.record(.reported(id, "approved"))
        try tracker.record(.left(ClickID(high: 3, low: 4), small))
        #expect(try tracker.journey(id).conversion?.status == .accept)
        #expect(try tracker.store.verify(limit: 10) == [])
    }
}
