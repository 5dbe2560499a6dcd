import Dispatch
import Foundation
import Synchronization
import TestSupport

/// Asks for the same report again and again, one at a time, on a thread of its own.
final class ReportLoop: Sendable {
    private let isStopped = Atomic<Bool>(false)
    private let milliseconds = Mutex<[Double]>([])
    private let failure = Mutex<String?>(nil)
    private let finished = DispatchGroup()

    init(port: UInt16, path: String, token: String) {
        finished.enter()
        Thread { [self] in
            let client = HTTPClient(port: port)
            while !isStopped.load(ordering: .relaxed) {
                let start = ContinuousClock.now
                let answer = try? client.send("GET", path, headers: ["Authorization: Bearer \(token)"])
                guard answer?.status == 200 else {
                    failure.withLock { $0 = answer.map { "\($0.status) \($0.body)" } ?? "no answer" }
                    break
                }
                milliseconds.withLock { $0.append(start.duration(to: .now) / .milliseconds(1)) }
            }
            finished.leave()
        }.start()
    }

    /// Ends the loop.
    ///
    /// - Returns: How long each report has taken, in milliseconds.
    /// - Throws: when a report failed.
    func stop() throws -> [Double] {
        isStopped.store(true, ordering: .relaxed)
        finished.wait()
        if let failure = failure.withLock({ $0 }) { throw Unexpected("a report failed: \(failure)") }
        return milliseconds.withLock { $0 }
    }
}
