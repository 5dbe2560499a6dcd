import Foundation
import Synchronization
import TestSupport

/// A page that asks for itself again and again, as an open one does, on a thread of its own.
final class OpenPage: Sendable {
    private let isClosed = Atomic<Bool>(false)
    private let milliseconds = Mutex<[Double]>([])
    private let failure = Mutex<String?>(nil)
    private let finished = DispatchGroup()

    init(_ visitor: PageVisitor, path: String, every pause: Duration = .seconds(2)) {
        finished.enter()
        Thread { [self] in
            var tag: String?
            do {
                while !isClosed.load(ordering: .relaxed) {
                    let start = ContinuousClock.now
                    tag = try visitor.visit(path, tag: tag)[header: "etag"]
                    milliseconds.withLock { $0.append(start.duration(to: .now) / .milliseconds(1)) }
                    Thread.sleep(forTimeInterval: pause / .seconds(1))
                }
            } catch {
                failure.withLock { $0 = "\(error)" }
            }
            finished.leave()
        }.start()
    }

    /// Ends it.
    ///
    /// - Returns: How long each answer has taken, in milliseconds.
    @discardableResult
    func close() throws -> [Double] {
        isClosed.store(true, ordering: .relaxed)
        finished.wait()
        if let failure = failure.withLock({ $0 }) { throw Unexpected("a page failed: \(failure)") }
        return milliseconds.withLock { $0 }
    }
}
