import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing
import Tracking

@testable import Storage

struct EventQueueTests {
    private let small = 1_000
    private let large = 20_000

    /// Small events go first, and large ones have their share of the same batch.
    @Test func neitherSizeKeepsTheOtherWaiting() throws {
        var limits = QueueLimits()
        (limits.batchBytes, limits.largeBytesPerBatch) = (60_000, 25_000)
        let queue = EventQueue(limits)
        for _ in 0..<5 { #expect(queue.append(bytes: large) == nil) }
        for _ in 0..<10 { #expect(queue.append(bytes: small) == nil) }
        let first = try #require(queue.takeBatch())
        #expect(first.events.map(\.byteCount) == Array(repeating: small, count: 10) + [large])
        #expect(try #require(queue.takeBatch()).events.map(\.byteCount) == [large])
    }

    /// Of what is under way and the batch that it is in: what large events others have sent is no matter.
    @Test func smallEventWaitsForTwoBatchesAtMost() throws {
        let queue = EventQueue()
        let mebibyte = 1024 * 1024
        for _ in 0..<200 { _ = queue.append(bytes: mebibyte) }
        let underWay = try #require(queue.takeBatch())
        // As many as 64 connections may have waiting with this one, each as long as a small event may be.
        for _ in 0..<63 { #expect(queue.append(bytes: 16 * 1024 - 1) == nil) }
        #expect(queue.append(bytes: small) == nil)
        let next = try #require(queue.takeBatch())
        #expect(next.events.count { $0.byteCount < 16 * 1024 } == 64)
        for batch in [underWay, next] { #expect(batch.byteCount <= QueueLimits().batchBytes) }
    }

    @Test func batchHasNoMoreBytesThanItsLimitButOneEventInAnyCase() throws {
        var limits = QueueLimits()
        (limits.batchBytes, limits.largeBytesPerBatch) = (2_500, 10)
        let queue = EventQueue(limits)
        for _ in 0..<5 { #expect(queue.append(bytes: small) == nil) }
        #expect(try #require(queue.takeBatch()).count == 2)
        #expect(try #require(queue.takeBatch()).count == 2)
        #expect(try #require(queue.takeBatch()).count == 1)
        #expect(queue.append(bytes: large) == nil)
        #expect(try #require(queue.takeBatch()).count == 1)
    }

    /// What is full of large ones still takes small ones, and the other way round.
    @Test func eachSizeHasRoomOfItsOwn() throws {
        var limits = QueueLimits()
        (limits.smallBytesWaiting, limits.largeBytesWaiting) = (2_000, 40_000)
        let queue = EventQueue(limits)
        #expect(queue.append(bytes: large) == nil)
        #expect(queue.append(bytes: large) == nil)
        #expect(queue.append(bytes: large) == .overloaded)
        #expect(queue.append(bytes: small) == nil)
        #expect(queue.append(bytes: small) == nil)
        #expect(queue.append(bytes: small) == .overloaded)
        _ = queue.takeBatch()
        #expect(queue.append(bytes: small) == nil)
    }

    @Test func largeEventsHaveABudget() throws {
        var limits = QueueLimits()
        limits.largeBytesPerMinute = 50_000
        let queue = EventQueue(limits)
        #expect(queue.append(bytes: large) == nil)
        #expect(queue.append(bytes: large) == nil)
        #expect(queue.takeBatch()?.count == 2)
        #expect(queue.append(bytes: large) == .overloaded)
        #expect(queue.append(bytes: small) == nil)
    }

    /// Until it is taken out to be written.
    @Test(arguments: [1_000, 20_000])
    func eventThatWaitsForTooLongIsOverdue(bytes: Int) throws {
        let queue = EventQueue()
        let start = ContinuousClock.now
        #expect(!queue.isOverdue(at: start + .seconds(60)))
        #expect(queue.append(bytes: bytes) == nil)
        #expect(!queue.isOverdue(at: start))
        #expect(queue.isOverdue(at: .now + .seconds(1)))
        _ = queue.takeBatch()
        #expect(!queue.isOverdue(at: start + .seconds(60)))
    }

    /// From the next event on; of a budget that stays, what is used is used.
    @Test func limitsCanChange() throws {
        var limits = QueueLimits()
        limits.largeBytesPerMinute = 30_000
        let queue = EventQueue(limits)
        #expect(queue.append(bytes: large) == nil)
        limits.diskReserveBytes = 10
        queue.change(to: limits)
        #expect(queue.append(bytes: large) == .overloaded)
        limits.largeBytesPerMinute = 40_000
        queue.change(to: limits)
        #expect(queue.append(bytes: large) == nil)
        #expect(queue.append(bytes: large) == nil)
        limits.largeBytesPerMinute = 1_000_000
        limits.largeBytesWaiting = 3 * large
        queue.change(to: limits)
        #expect(queue.append(bytes: large) == .overloaded)
        #expect(queue.count == 3)
        queue.note(freeBytes: 9)
        _ = queue.takeBatch()
        #expect(queue.append(bytes: large) == QueueRefusals.Cause.diskReserve.error)
        #expect(queue.append(bytes: small) == nil)
    }

    /// Once for each knock, and with nothing; whoever sleeps wakes.
    @Test func knockBringsTheTakerRound() throws {
        let queue = EventQueue()
        queue.knock()
        queue.knock()
        #expect(queue.takeBatch()?.count == 0)
        let turns = Atomic(0)
        let finished = DispatchSemaphore(value: 0)
        Thread {
            while queue.takeBatch() != nil { turns.add(1, ordering: .relaxed) }
            finished.signal()
        }.start()
        for turn in 1...20 {
            queue.knock()
            try waitUntil("it has come round") { turns.load(ordering: .relaxed) == turn }
        }
        queue.knock()
        queue.close()
        finished.wait()
    }

    @Test func closedQueueTakesNothingAndGivesTheRest() throws {
        let queue = EventQueue()
        #expect(queue.append(bytes: small) == nil)
        queue.close()
        #expect(queue.append(bytes: small) == .stopping)
        #expect(queue.takeBatch()?.count == 1)
        #expect(queue.takeBatch()?.count == nil)
    }
}

struct ByteBudgetTests {
    @Test func whatIsUsedComesBackWithTime() {
        let start = ContinuousClock.now
        var budget = ByteBudget(bytesPerMinute: 600, at: start)
        let tries: [(bytes: Int, after: Duration, isTaken: Bool)] = [
            (600, .zero, true), (1, .milliseconds(50), false), (10, .seconds(1), true),
            (10, .seconds(1), false), (600, .seconds(3_600), true), (1, .seconds(3_600), false),
        ]
        for (bytes, time, isTaken) in tries {
            let result = budget.take(bytes, at: start + time)
            #expect(result == isTaken)
        }
    }
}

extension EventQueue {
    func append(bytes: Int) -> RecordingError? {
        append(.lead(ofBytes: bytes), deadline: .now) { _ in }
    }
}

extension ReceivedEvent {
    /// One that weighs so much in the queue.
    static func lead(ofBytes bytes: Int) -> ReceivedEvent {
        // A row takes some beside its parameters.
        let text = #"{"x":""# + String(repeating: "x", count: bytes - 200 - 8) + #""}"#
        let lead = Lead(clickID: .random(), parameters: Parameters(json: text))
        return ReceivedEvent(event: .lead(lead), receivedAt: Timestamp(milliseconds: 1_000))
    }
}
