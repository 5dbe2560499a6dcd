import TestSupport
import Testing
import Tracking

@testable import Storage

struct PulseTests {
    @Test func databaseThatTakesWritesIsAlive() throws {
        let site = try StoreKind.sqlite.makeSite()
        let pulse = Pulse(store: site.store, logger: .silent)
        try pulse.check()
        pulse.stop()
    }

    /// Nobody who asks waits for the next look.
    @Test func closedDatabaseIsNoticed() throws {
        let site = try StoreKind.sqlite.makeSite()
        let pulse = Pulse(store: site.store, logger: .silent)
        try site.store.close()
        try waitUntil("the pulse has stopped") { (try? pulse.check()) == nil }
        pulse.stop()
    }

    /// An old look says nothing of now.
    @Test func silenceIsNoHealth() throws {
        let site = try StoreKind.sqlite.makeSite()
        let pulse = Pulse(store: site.store, logger: .silent)
        pulse.stop()
        try waitUntil("its last look is too old") { (try? pulse.check()) == nil }
        #expect(throws: HealthProblem.silent(database: site.store.name)) { try pulse.check() }
    }
}

struct HealthLogTests {
    private static let problem = HealthProblem.silent(database: "x")

    /// However often the state changes.
    @Test func illnessAndHealthAreSaidOnce() {
        let lines = LogLines()
        var log = HealthLog(logger: lines.logger)
        let start = ContinuousClock.now
        log.note(nil, at: start)
        #expect(lines.lines.isEmpty)
        for second in 0..<20 {
            log.note(second.isMultiple(of: 2) ? Self.problem : nil, at: start + .seconds(second))
        }
        #expect(lines.lines.count == 1)
        #expect(lines.lines[0].hasPrefix("error unhealthy"))
        log.note(nil, at: start + .seconds(28))
        #expect(lines.lines.count == 1)
        log.note(nil, at: start + .seconds(29))
        #expect(lines.lines.count == 2)
        #expect(lines.lines[1].hasPrefix("notice healthy again"))
        log.note(Self.problem, at: start + .seconds(30))
        #expect(lines.lines.count == 3)
    }
}

struct RecordingProgressTests {
    private let now = ContinuousClock.now
    private static let failure = StoreError.unavailable(.full, database: "x")

    @Test func eventThatIsWrittenForTooLongIsOverdue() {
        let progress = RecordingProgress()
        #expect(!progress.isOverdue(at: now))
        progress.begin(until: now)
        #expect(!progress.isOverdue(at: now))
        #expect(progress.isOverdue(at: now + .milliseconds(1)))
        #expect(progress.isWriting)
        progress.end(nil)
        #expect(!progress.isWriting)
        #expect(!progress.isOverdue(at: now + .seconds(9)))
    }

    /// A transaction is one whether it succeeds or fails; only what it has stored counts as stored.
    @Test func everyTransactionIsATurn() {
        let progress = RecordingProgress()
        progress.begin(until: now)
        progress.end(Self.failure)
        #expect(progress.turnCount == 1)
        #expect(progress.storedCount == 0)
        progress.begin(until: now)
        progress.end(nil, stored: 3)
        progress.turn()
        #expect(progress.turnCount == 3)
        #expect(progress.storedCount == 3)
    }

    @Test func lastWriteIsTheLast() {
        let progress = RecordingProgress()
        #expect(progress.lastWrite == nil)
        progress.begin(until: now)
        progress.end(Self.failure)
        #expect(progress.lastWrite?.failure == Self.failure)
        progress.begin(until: now)
        #expect(progress.lastWrite?.failure == Self.failure)
        progress.end(nil)
        #expect(progress.lastWrite != nil)
        #expect(progress.lastWrite?.failure == nil)
    }
}
