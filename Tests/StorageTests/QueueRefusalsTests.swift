import TestSupport
import Testing
import Tracking

@testable import Storage

/// What the queue refuses is told to the log, and the disk's room is watched.
struct QueueRefusalsTests {
    @Test func refusedEventsAreLoggedWithTheirNumberOnceInAWhile() throws {
        let lines = LogLines()
        let tracker = try recording(to: lines) { $0.smallBytesWaiting = 0 }
        for _ in 0..<3 { #expect(tracker.refusal(ofBytes: 1_000) == .overloaded) }
        tracker.recorder.lookAround()
        #expect(lines.lines.count == 1)
        let line = try #require(lines.lines.first)
        #expect(line.hasPrefix("warning events refused"))
        for part in [#""count": 3"#, "More events wait than there is room for.", "See whether the disk"] {
            #expect(line.contains(part), "\(line)")
        }
        #expect(tracker.refusal(ofBytes: 1_000) == .overloaded)
        tracker.recorder.lookAround()
        #expect(lines.lines.count == 1)
    }

    @Test func eachCauseIsToldApartAndNothingTwice() {
        let start = ContinuousClock.now
        var refusals = QueueRefusals()
        #expect(refusals.report(at: start).isEmpty)
        for cause in [QueueRefusals.Cause.largeBudget, .smallWaiting, .largeBudget] { refusals.count(cause) }
        let first = refusals.report(at: start)
        #expect(first.map(\.cause) == [.smallWaiting, .largeBudget])
        #expect(first.map(\.count) == [1, 2])
        refusals.count(.diskReserve)
        #expect(refusals.report(at: start + .seconds(9)).isEmpty)
        #expect(refusals.report(at: start + .seconds(10)).map(\.cause) == [.diskReserve])
        #expect(refusals.report(at: start + .seconds(60)).isEmpty)
    }

    /// No disk has as much.
    @Test func largeEventsAreTheFirstToBeRefusedWhenTheDiskRunsShort() throws {
        let lines = LogLines()
        let tracker = try recording(to: lines) { $0.diskReserveBytes = .max }
        #expect(tracker.refusal(ofBytes: 20_000)?.isUnavailable == true)
        #expect(tracker.refusal(ofBytes: 1_000) == nil)
        tracker.recorder.lookAround()
        #expect(lines.lines.contains { $0.contains("kept in reserve") && $0.contains(#""count": 1"#) })
    }

    @Test func roomOnTheDiskIsLookedAtAgainAndAgain() throws {
        let queue = EventQueue()
        let reserve = QueueLimits().diskReserveBytes
        let free: [(bytes: Int64?, isTaken: Bool)] = [
            (reserve, true), (reserve - 1, false), (nil, true), (0, false), (reserve, true),
        ]
        for (bytes, isTaken) in free {
            queue.note(freeBytes: bytes)
            #expect((queue.append(bytes: 20_000) == nil) == isTaken)
            #expect(queue.append(bytes: 1_000) == nil)
        }
    }

    /// The thread that nobody waits for.
    @Test func pulseLooksAround() throws {
        let lines = LogLines()
        let tracker = try recording(to: lines) { $0.smallBytesWaiting = 0 }
        let pulse = Pulse(store: tracker.store, recorder: tracker.recorder, logger: .silent)
        #expect(tracker.refusal(ofBytes: 1_000) == .overloaded)
        try waitUntil("the log has been told") { !lines.lines.isEmpty }
        pulse.stop()
    }

    @Test func storeKnowsHowMuchIsFree() throws {
        let site = try StoreKind.sqlite.makeSite()
        #expect(try #require(site.store.freeBytes()) > 0)
    }

    private func recording(
        to lines: LogLines, _ change: (inout QueueLimits) -> Void
    ) throws -> RecordingStore {
        var options = RecordingStore.Options()
        options.logger = lines.logger
        change(&options.limits)
        return RecordingStore(try StoreKind.sqlite.makeSite(), options: options)
    }
}

extension RecordingStore {
    /// What an event of this weight is answered.
    fileprivate func refusal(ofBytes bytes: Int) -> RecordingError? {
        recorder.answers(to: [ReceivedEvent.lead(ofBytes: bytes)])[0].error
    }
}
