import DemoTraffic
import Dispatch
import Storage
import Synchronization

/// Hands events to the recorder, some thousands of them ahead of what is stored.
final class DemoRecording: Sendable {
    /// An event was not stored, with the reason.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let waitingCount = 4_096

    private let recorder: Recorder
    private let isFree = DispatchSemaphore(value: waitingCount)
    private let failure = Mutex<Failure?>(nil)

    init(_ recorder: Recorder) {
        self.recorder = recorder
    }

    /// Returns when all are stored; `progress` hears of each twentieth of them.
    func record(_ events: [DemoEvent], progress: (String) -> Void) throws {
        var twentieths = 0
        for (index, event) in events.enumerated() {
            isFree.wait()
            recorder.record(event.event, receivedAt: event.time) { [self] result in
                if case .failure(let error) = result {
                    failure.withLock { $0 = Failure(description: "An event was not stored: \(error)") }
                }
                isFree.signal()
            }
            let done = 20 * (index + 1) / events.count
            if done > twentieths {
                progress("\(5 * done) % of \(events.count) events")
                twentieths = done
            }
        }
        // As many as there were at first: none waits any more, and a semaphore must not end with fewer.
        for _ in 0..<Self.waitingCount { isFree.wait() }
        for _ in 0..<Self.waitingCount { isFree.signal() }
        if let failure = failure.withLock({ $0 }) { throw failure }
    }
}
