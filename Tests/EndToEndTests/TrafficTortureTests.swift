import Foundation
import TestSupport
import TestTraits
import Testing

/// The short form of `make torture` for traffic: the same program with numbers that a test can wait for, and without
/// the promises about times, which other tests would break.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct TrafficTortureTests {
    @Test(arguments: [
        "restarts --restarts 3 --reloads 3 --clients 16 --events 200",
        "clients --slow 50 --half 50 --idle 500 --clients 4 --rounds 1 --seconds 1 --answers-only",
    ])
    func promisesHold(_ arguments: String) throws {
        try torture(arguments)
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/wrk"), "not installed: wrk"))
    func promisesHoldForLong() throws {
        try torture("soak --events 4000 --slice 1000 --connections 16 --answers-only")
    }

    private func torture(_ arguments: String) throws {
        let words = arguments.split(separator: " ").map(String.init)
        let outcome = try Command(Repository.built("torture"), words).run()
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }
}
