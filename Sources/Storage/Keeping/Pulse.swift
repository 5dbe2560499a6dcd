import Dispatch
import Foundation
import Synchronization

/// Whether the database answers: asked again and again on a thread of its own, so that nobody who wants to know waits
/// for the disk.
package final class Pulse: Sendable {
    private struct Beat {
        let failure: StoreError?
        let time: ContinuousClock.Instant
    }

    private let store: any Store
    private let recorder: Recorder?
    private let rescuer: Mutex<Rescuer?>
    private let lastBeat: Mutex<Beat>
    private let isStopped = Atomic<Bool>(false)
    private let finished = DispatchGroup()

    private static let pauseSeconds = 0.25
    /// An older answer says nothing of now.
    private static let maximumAge = Duration.seconds(1)

    /// Asks for the first time, and starts the thread, which looks around for the recorder and the rescuer, too.
    package init(store: any Store, recorder: Recorder? = nil, rescuer: Rescuer? = nil) {
        self.store = store
        self.recorder = recorder
        self.rescuer = Mutex(rescuer)
        lastBeat = Mutex(Self.beat(of: store))
        finished.enter()
        Thread { [self] in
            Thread.nameThisOne("health")
            run()
            finished.leave()
        }.start()
    }

    /// Says at once what the last answer was.
    ///
    /// - Throws: why the database did not answer; `unavailable` when it has been silent for longer than a second.
    package func check() throws(StoreError) {
        let beat = lastBeat.withLock { $0 }
        if let failure = beat.failure { throw failure }
        guard ContinuousClock.now - beat.time <= Self.maximumAge else {
            throw .unavailable(.failing("it does not answer"), database: store.name)
        }
    }

    /// Whether the database was removed, replaced or written over, and what could be saved is.
    package var isRescued: Bool { rescuer.withLock { $0?.isSaved ?? false } }

    /// Ends the thread; any number of calls.
    package func stop() {
        isStopped.store(true, ordering: .relaxed)
        finished.wait()
    }

    private func run() {
        while !isStopped.load(ordering: .relaxed) {
            Thread.sleep(forTimeInterval: Self.pauseSeconds)
            recorder?.lookAround()
            let beat = Self.beat(of: store)
            lastBeat.withLock { $0 = beat }
            rescuer.withLock { $0?.lookAround() }
        }
    }

    private static func beat(of store: any Store) -> Beat {
        do throws(StoreError) {
            try store.ping()
            return Beat(failure: nil, time: .now)
        } catch {
            return Beat(failure: error, time: .now)
        }
    }
}
