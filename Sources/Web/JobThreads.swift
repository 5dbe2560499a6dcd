import Dispatch
import Foundation
import Storage
import Synchronization

/// Threads for what may take its time, one job after the other. Tracking never waits for them.
package final class JobThreads: Sendable {
    /// What the threads leave to others. Of no account on an idle machine.
    package enum Priority: Sendable {
        /// The lowest nice value: somebody waits for the answer, but a click goes first.
        case low
        /// SCHED_IDLE (sched(7)): only when a processor has nothing else to do. A processor that runs such a thread
        /// counts as free for others that wake, which would otherwise queue at the next one.
        case whenIdle
    }

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

    /// Starts the threads, named after `name`; `waitingLimit` is how many jobs may wait, since the clients of more would
    /// give up before their turn.
    package init(_ name: String, _ priority: Priority, threadCount: Int = 2, waitingLimit: Int = 256) {
        self.threadCount = threadCount
        self.waitingLimit = waitingLimit
        for number in 1...threadCount { startThread("\(name) \(number)", priority) }
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

    private func startThread(_ name: String, _ priority: Priority) {
        finished.enter()
        Thread { [self] in
            Thread.nameThisOne(name)
            priority.takeForThisThread()
            while let job = nextJob() { job() }
            finished.leave()
        }.start()
    }

    /// Sleeps until there is a job; nil when the thread is to end.
    private func nextJob() -> Job? {
        wakeUp.wait()
        return state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
    }
}

extension JobThreads.Priority {
    /// SCHED_IDLE of <sched.h>, which hides it without _GNU_SOURCE.
    private static let schedIdle: Int32 = 5

    fileprivate func takeForThisThread() {
        switch self {
        case .low:
            // On Linux the call is about the thread, not about its process (setpriority(2), notes).
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
        case .whenIdle:
            var parameters = sched_param()
            pthread_setschedparam(pthread_self(), Self.schedIdle, &parameters)
        }
    }
}
