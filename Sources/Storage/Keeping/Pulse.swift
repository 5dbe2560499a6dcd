import Dispatch
import Foundation
import Logging
import Synchronization

/// Whether an event would be stored: tried again and again on a thread of its own, so that nobody who wants to know waits
/// for the disk.
package final class Pulse: Sendable {
    /// What was found when the thread looked last.
    private struct Beat {
        let problem: HealthProblem?
        let trial: WriteAttempt
        let time: ContinuousClock.Instant
    }

    private let store: any Store
    private let recorder: Recorder?
    private let rescuer: Mutex<Rescuer?>
    private let logger: Logger
    private let lastBeat: Mutex<Beat>
    private let rate = Mutex(EventRate())
    private let isStopped = Atomic<Bool>(false)
    private let finished = DispatchGroup()

    private static let pauseSeconds = 0.25
    /// How old the last write may be, a trial or events, before another trial.
    private static let trialInterval = Duration.seconds(1)
    /// An older look says nothing of now; a trial waits for a lock as long as an event does.
    private static let maximumAge = Duration.seconds(4)

    /// Reads for the first time, and starts the thread, which looks around for the recorder and the rescuer, too.
    package init(store: any Store, recorder: Recorder? = nil, rescuer: Rescuer? = nil, logger: Logger) {
        self.store = store
        self.recorder = recorder
        self.rescuer = Mutex(rescuer)
        self.logger = logger
        let trial = WriteAttempt(failure: nil, time: .now - Self.trialInterval)
        lastBeat = Mutex(Beat(problem: Self.visibleProblem(of: store), trial: trial, time: .now))
        finished.enter()
        Thread { [self] in
            Thread.nameThisOne("health")
            run()
            finished.leave()
        }.start()
    }

    /// Says at once what the last look has found, and how the recorder fares.
    ///
    /// - Throws: why an event would be refused now, or kept waiting.
    package func check() throws(HealthProblem) {
        let now = ContinuousClock.now
        if let problem = problem(of: lastBeat.withLock { $0 }, at: now) { throw problem }
    }

    /// Whether the database was removed, replaced or written over, and what could be saved is.
    package var isRescued: Bool { rescuer.withLock { $0?.isSaved ?? false } }

    /// How many events were stored in the last minute; nil: that is not known yet.
    package var eventsPerMinute: Int? {
        guard let recorder else { return nil }
        return rate.withLock { $0.perMinute(recorder.storedCount, at: .now) }
    }

    /// Ends the thread; any number of calls.
    package func stop() {
        isStopped.store(true, ordering: .relaxed)
        finished.wait()
    }

    private func problem(of beat: Beat, at now: ContinuousClock.Instant) -> HealthProblem? {
        if let problem = beat.problem { return problem }
        if recorder?.isOverdue(at: now) == true { return .eventsWait }
        if let failure = latestWrite(beat.trial).failure { return .store(failure) }
        return now - beat.time <= Self.maximumAge ? nil : .silent(database: store.name)
    }

    /// The last trial, or the recorder's last transaction after it.
    private func latestWrite(_ trial: WriteAttempt) -> WriteAttempt {
        guard let write = recorder?.lastWrite, write.time > trial.time else { return trial }
        return write
    }

    // MARK: On its thread

    private func run() {
        var log = HealthLog(logger: logger)
        var trial = lastBeat.withLock { $0.trial }
        while !isStopped.load(ordering: .relaxed) {
            recorder?.lookAround()
            if let recorder { rate.withLock { $0.note(recorder.storedCount, at: .now) } }
            let problem = Self.visibleProblem(of: store)
            // What has been removed or replaced takes no write any more.
            if problem == nil || problem?.isOfRoom == true { trial = nextTrial(after: trial) }
            let beat = Beat(problem: problem, trial: trial, time: .now)
            lastBeat.withLock { $0 = beat }
            log.note(self.problem(of: beat, at: .now), at: .now)
            rescuer.withLock { $0?.lookAround() }
            Thread.sleep(forTimeInterval: Self.pauseSeconds)
        }
    }

    /// Under load there is none: what the recorder writes says the same.
    private func nextTrial(after trial: WriteAttempt) -> WriteAttempt {
        let latest = latestWrite(trial)
        guard ContinuousClock.now - latest.time >= Self.trialInterval, recorder?.isWriting != true else {
            return trial
        }
        do throws(StoreError) {
            try store.tryWriting(wholly: latest.failure != nil)
            return WriteAttempt(failure: nil, time: .now)
        } catch {
            return WriteAttempt(failure: error, time: .now)
        }
    }

    /// What shows without writing.
    private static func visibleProblem(of store: any Store) -> HealthProblem? {
        do throws(StoreError) {
            try store.ping()
        } catch {
            return .store(error)
        }
        guard let free = store.freeBytes(), free < store.logBytes else { return nil }
        return .shortDisk(database: store.name, freeBytes: free, neededBytes: store.logBytes)
    }
}

extension HealthProblem {
    fileprivate var isOfRoom: Bool {
        if case .shortDisk = self { return true }
        return false
    }
}
