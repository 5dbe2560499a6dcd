import Dispatch
import Synchronization

/// Holds the answer to a wrong login back for a moment, so that guessing is slow and its time tells nothing.
///
/// No thread waits: what is held back is only the answer.
final class DelayedAnswers: Sendable {
    private let queue = DispatchQueue(label: "delayed answers")
    private let heldCount = Atomic<Int>(0)
    private let delaySeconds: Double

    /// Each holds a connection of the web server's.
    private static let limit = 500

    init(delaySeconds: Double) {
        self.delaySeconds = delaySeconds
    }

    /// Calls back a fixed time after the request came, so that the work on it cannot be seen; at once where too
    /// many wait already.
    func hold(since arrival: DispatchTime, _ answer: @escaping @Sendable () -> Void) {
        let count = heldCount.add(1, ordering: .relaxed).newValue
        guard count <= Self.limit, delaySeconds > 0 else {
            heldCount.subtract(1, ordering: .relaxed)
            return answer()
        }
        queue.asyncAfter(deadline: arrival + delaySeconds) { [self] in
            heldCount.subtract(1, ordering: .relaxed)
            answer()
        }
    }
}
