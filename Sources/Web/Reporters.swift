import Dispatch
import Foundation
import Synchronization

/// Threads for what may take its time: logins, administration and reports. Tracking never waits for them.
package final class Reporters: Sendable {
    package typealias Job = @Sendable () -> Void

    private struct State {
        var waiting: [Job] = []
        var isStopped = false
    }

    private let state = Mutex(State())
    /// Signalled once for each job, and once for each thread that is to end.
    private let wakeUp = DispatchSemaphore(value: 0)
    private let finished = DispatchGroup()
    private let threadCount: Int
    private let waitingLimit: Int

    /// Starts the threads; `waitingLimit` is how many jobs may wait, since the clients of more would give up before
    /// their turn.
    package init(threadCount: Int = 2, waitingLimit: Int = 256) {
        self.threadCount = threadCount
        self.waitingLimit = waitingLimit
        for number in 1...threadCount { startThread("reporter \(number)") }
    }

    /// Has a job done on one of the threads, in order of coming; returns at once.
    ///
    /// - Returns: false when too many jobs wait, or after `stop()`: it will not be done.
    package func run(_ job: @escaping Job) -> Bool {
        let isTaken = state.withLock { state in
            guard !state.isStopped, state.waiting.count < waitingLimit else { return false }
            state.waiting.append(job)
            return true
        }
        if isTaken { wakeUp.signal() }
        return isTaken
    }

    /// Does what waits, takes nothing more, and ends the threads; any number of calls, but not by a job.
    package func stop() {
        let isFirst = state.withLock { state in
            defer { state.isStopped = true }
            return !state.isStopped
        }
        if isFirst { (0..<threadCount).forEach { _ in wakeUp.signal() } }
        finished.wait()
    }

    private func startThread(_ name: String) {
        finished.enter()
        Thread { [self] in
            // Only a thread itself can give the system its name.
            Thread.current.name = name
            Self.yieldToTracking()
            while let job = nextJob() { job() }
            finished.leave()
        }.start()
    }

    /// Lets this thread run only when a processor has nothing else to do: a report may be late, a click may not. Of no
    /// account on an idle machine.
    ///
    /// SCHED_IDLE (sched(7)) and not just the lowest nice value: a processor that runs such a thread counts as free for
    /// others that wake, so that they do not queue at the other processor.
    private static func yieldToTracking() {
        var parameters = sched_param()
        pthread_setschedparam(pthread_self(), schedIdle, &parameters)
    }

    /// SCHED_IDLE of <sched.h>, which hides it without _GNU_SOURCE.
    private static let schedIdle: Int32 = 5

    /// Sleeps until there is a job; nil when the thread is to end.
    private func nextJob() -> Job? {
        wakeUp.wait()
        return state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
    }
}
