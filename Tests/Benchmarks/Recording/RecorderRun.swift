import Dispatch
import Foundation
import Glibc
import Logging
import SQLiteStorage
import Storage
import Synchronization
import TestSupport
import Tracking

/// The recorder in this process, without anything in front of it: so many events wait for it at once, each followed by
/// another as soon as it is stored.
///
/// Another thread hands them over, as the workers of a server do, so the recorder's thread does what it does there but
/// for the answers.
final class RecorderRun: Sendable {
    private let load: RecordingLoad
    private let campaign: CampaignID
    private let database: String
    private let store: any Store
    private let recorder: Recorder
    private let isFree = DispatchSemaphore(value: 0)
    private let storedCount = Atomic<Int>(0)
    private let failure = Mutex<RecordingError?>(nil)
    /// Of the processor time of the recorder's thread; nil until the first event is stored.
    private let clock = Mutex<clockid_t?>(nil)
    private let isStopped = Atomic<Bool>(false)
    private let finished = DispatchGroup()

    /// Begins to store events in a database that has nothing but a campaign.
    init(_ database: String, _ load: RecordingLoad) throws {
        self.load = load
        self.database = database
        store = try SQLiteStore(path: database, opening: .existing)
        guard let campaign = try store.campaigns().first?.id else { throw Unexpected("no campaign") }
        self.campaign = campaign
        recorder = Recorder(
            store: store, logger: Logger(label: "benchmarks") { StreamLogHandler.standardError(label: $0) })
        finished.enter()
        Thread { [self] in
            handOver()
            finished.leave()
        }.start()
    }

    /// Lets it go on for some seconds, and looks at what it used.
    func measure(warmUpSeconds: Int, seconds: Int) throws -> RecordingMeasurement {
        sleep(UInt32(warmUpSeconds))
        guard let index = CommitCounter(database: database).index else { throw Unexpected("no WAL") }
        let before = try use(index)
        let seconds = ContinuousClock().measure { sleep(UInt32(seconds)) } / .seconds(1)
        let after = try use(index)
        try stop()
        // Earlier it would have dropped the locks that the store has on it (howtocorrupt.html, 2.2).
        try index.close()
        return RecordingMeasurement(
            eventCount: after.events - before.events, commitCount: after.commits - before.commits,
            seconds: seconds, processorSeconds: after.processorSeconds - before.processorSeconds)
    }

    private func handOver() {
        var stream = EventStream(load.events, of: campaign)
        record(stream.next()) { [self] in
            var own = clockid_t()
            pthread_getcpuclockid(pthread_self(), &own)
            clock.withLock { $0 = own }
        }
        for _ in 1..<load.waitingCount { isFree.signal() }
        while !isStopped.load(ordering: .relaxed) {
            isFree.wait()
            record(stream.next())
        }
    }

    /// Whatever comes of it, `whenDone` is called on the recorder's thread.
    private func record(_ event: Event, whenDone: (@Sendable () -> Void)? = nil) {
        let time = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        recorder.record(event, receivedAt: time) { [self] result in
            switch result {
            case .success: storedCount.add(1, ordering: .relaxed)
            case .failure(let error): failure.withLock { $0 = error }
            }
            whenDone?()
            isFree.signal()
        }
    }

    private func use(
        _ index: FileHandle
    ) throws -> (events: Int, commits: Int, processorSeconds: Double) {
        let commits = try CommitCounter.commits(in: index)
        guard let clock = clock.withLock({ $0 }), let commits else { throw Unexpected("nothing is stored") }
        var time = timespec()
        clock_gettime(clock, &time)
        return (
            storedCount.load(ordering: .relaxed), Int(commits),
            Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        )
    }

    /// - Throws: when an event could not be stored.
    private func stop() throws {
        isStopped.store(true, ordering: .relaxed)
        finished.wait()
        recorder.stop()
        try store.close()
        if let failure = failure.withLock({ $0 }) { throw Unexpected("not stored: \(failure)") }
    }
}
