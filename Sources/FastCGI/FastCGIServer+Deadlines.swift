import Glibc
import Logging
import Synchronization

/// What is looked after once a second.
extension FastCGIServer {
    /// Whichever worker comes by first does it.
    func sweepOnceASecond() {
        let now = MonotonicClock.now
        let due = nextSweep.load(ordering: .relaxed)
        guard now >= due,
            nextSweep.compareExchange(expected: due, desired: now + 1000, ordering: .relaxed).exchanged
        else { return }
        registry.expire(at: now)
        resumeAccepting()
        reportCutAnswers(now)
    }

    /// Without descriptors a listener would be reported again and again; all wait for the next sweep.
    func pauseAccepting(_ code: Int32) {
        // In this order: the other way round a sweep could come between, and the listeners stay forgotten.
        forgetListeners()
        guard !isAcceptPaused.exchange(true, ordering: .acquiringAndReleasing) else { return }
        logger.error(
            "cannot accept connections, trying again each second; raise the limit of open files",
            metadata: ["error": "\(String(systemError: code))", "connections": "\(registry.count)"])
    }

    private func resumeAccepting() {
        guard isAcceptPaused.exchange(false, ordering: .acquiringAndReleasing),
            stage.load(ordering: .acquiring) == .serving
        else { return }
        watchListeners()
    }

    private func reportCutAnswers(_ now: Int64) {
        guard let tally = cutAnswers.report(at: now) else { return }
        logger.warning(
            "answers cut off",
            metadata: [
                "slow peer": "\(tally.slowPeer)", "no room": "\(tally.noRoom)",
                "unsent bytes": "\(unsentBytes.usedBytes)",
            ])
    }
}
