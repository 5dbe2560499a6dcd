import Foundation

/// What a test waited for and did not get.
package struct TimedOut: Error, CustomStringConvertible {
    let expectation: String
    let seconds: Double

    package var description: String { "not within \(seconds) s: \(expectation)" }
}

/// Returns as soon as the condition holds.
///
/// - Throws: `TimedOut`, or what the condition throws.
package func waitUntil(
    _ expectation: String, within seconds: Double = 120, _ condition: () throws -> Bool
) throws {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while try !condition() {
        guard Date() < deadline else { throw TimedOut(expectation: expectation, seconds: seconds) }
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
