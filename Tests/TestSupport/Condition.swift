import Foundation

/// What a test waited for and did not get.
package struct TimedOut: Error, CustomStringConvertible {
    let expectation: String

    package var description: String {
        "nothing has moved for \(Patience.seconds) s, and still not: \(expectation)"
    }
}

/// What a wait has left: it ends when nothing has moved for minutes, and not before. A slow machine makes everything take
/// longer, but nothing stand still.
package struct Patience {
    package static let seconds = 300.0

    private var progress: Int?
    private var lastMove = ContinuousClock.now
    private var lastLook: ContinuousClock.Instant?

    package init() {}

    /// Whether to go on; `progress` is asked once a second, and is whatever number changes while something moves.
    package mutating func isLeft(_ progress: () throws -> Int?) rethrows -> Bool {
        let now = ContinuousClock.now
        if let lastLook, now - lastLook < .seconds(1) { return true }
        lastLook = now
        let seen = try progress()
        if seen != self.progress { (self.progress, lastMove) = (seen, now) }
        return now - lastMove < .seconds(Self.seconds)
    }
}

/// Returns as soon as the condition holds.
///
/// - Throws: `TimedOut` when `progress` has stood still for too long, or what the condition throws.
package func waitUntil(
    _ expectation: String, watching progress: () throws -> Int? = { nil }, _ condition: () throws -> Bool
) throws {
    var patience = Patience()
    while try !condition() {
        guard try patience.isLeft(progress) else { throw TimedOut(expectation: expectation) }
        Thread.sleep(forTimeInterval: 0.005)
    }
}

/// Runs the work on threads of its own, one for each number, and returns when the last has ended.
package func concurrently(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    for number in 0..<count {
        group.enter()
        Thread {
            work(number)
            group.leave()
        }.start()
    }
    group.wait()
}
