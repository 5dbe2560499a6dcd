import TestSupport
import TestTraits
import Testing

/// `make torture` in short: each of its ordeals for a few seconds.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)), .serialized)
struct TortureTests {
    @Test func killsLoseNothing() throws {
        let outcome = try torture("kill", "--times", "8")
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test func powerCutsLoseNothing() throws {
        let outcome = try torture("powercut", "--times", "3")
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    /// The same test, of a responder that does not sync its commits: so it can fail.
    @Test func powerCutsAreSeenToLoseWhatWasNotSynced() throws {
        let outcome = try torture("powercut", "--times", "25", "--synchronous", "normal")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("acknowledged events, such as"), "\(outcome.errors)")
        #expect(outcome.errors.contains("--seed"))
    }

    @Test(arguments: [
        "full-disk", "failing-writes", "failing-syncs", "read-only-disk", "read-only-start", "locked-1",
        "removed-wal",
        "damaged-file", "damaged-index", "jumping-clock", "few-descriptors", "little-memory",
    ])
    func faultLosesNothingAndPasses(_ fault: String) throws {
        let outcome = try torture("faults", "--only", fault, "--outages", "2")
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    private func torture(_ arguments: String...) throws -> Command.Outcome {
        try Command(Repository.built("torture"), arguments).run()
    }
}
