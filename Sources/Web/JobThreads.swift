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

    /// Something to be done.
    package struct Job: Sendable {
        let owner: String?
        let isAhead: Bool
        /// Whether nobody waits for it any more: then it is short.
        let isAbandoned: @Sendable () -> Bool
        let run: @Sendable () -> Void

        package init(
            for owner: String? = nil, ahead isAhead: Bool = false,
            isAbandoned: @escaping @Sendable () -> Bool = { false }, _ run: @escaping @Sendable () -> Void
        ) {
            self.owner = owner
            self.isAhead = isAhead
            self.isAbandoned = isAbandoned
            self.run = run
        }
    }

    private struct State {
        /// Those that go ahead of others come first.
        var waiting: [Job] = []
        /// How many jobs of each owner are being done.
        var running: [String: Int] = [:]
        var isStopped = false

        /// The next job in order of coming; but while an owner has a job being done, others come first.
        mutating func takeJob() -> Job? {
            guard !waiting.isEmpty else { return nil }
            let place = waiting.firstIndex { $0.owner.map { running[$0] == nil } ?? true } ?? 0
            let next = waiting.remove(at: place)
            if let owner = next.owner { running[owner, default: 0] += 1 }
            return next
        }

        var aheadCount: Int { waiting.prefix { $0.isAhead }.count }

        func hasRoom(for job: Job, _ limit: Int) -> Bool {
            (job.isAhead ? aheadCount : waiting.count - aheadCount) < limit
        }

        /// Those that nobody waits for any more.
        mutating func takeAbandonedJobs() -> [Job] {
            let abandoned = waiting.map { $0.isAbandoned() }
            defer { waiting = zip(waiting, abandoned).filter { !$0.1 }.map(\.0) }
            return zip(waiting, abandoned).filter(\.1).map(\.0)
        }

        mutating func finish(_ owner: String?) {
            guard let owner, let count = running[owner] else { return }
            running[owner] = count > 1 ? count - 1 : nil
        }
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

    /// Has a job done on one of the threads, in order of coming, but for those of an owner who has one being done while
    /// others wait; returns at once. Jobs that go ahead come before all others, and as many more of them may wait.
    ///
    /// Where too many wait, those that are abandoned make room: they are done at once, on this thread.
    ///
    /// - Returns: false when too many jobs wait, or after `stop()`: it will not be done.
    package func run(_ job: Job) -> Bool {
        let (isTaken, abandoned) = state.withLock { state in
            guard !state.isStopped else { return (false, [Job]()) }
            let abandoned = state.hasRoom(for: job, waitingLimit) ? [] : state.takeAbandonedJobs()
            guard state.hasRoom(for: job, waitingLimit) else { return (false, abandoned) }
            state.waiting.insert(job, at: job.isAhead ? state.aheadCount : state.waiting.count)
            return (true, abandoned)
        }
        for job in abandoned { job.run() }
        if isTaken { wakeUp.signal() }
        return isTaken
    }

    /// A job that somebody waits for to the end.
    package func run(
        for owner: String? = nil, ahead isAhead: Bool = false, _ body: @escaping @Sendable () -> Void
    ) -> Bool {
        run(Job(for: owner, ahead: isAhead, body))
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
            while let job = nextJob() {
                job.run()
                state.withLock { $0.finish(job.owner) }
            }
            finished.leave()
        }.start()
    }

    /// Sleeps until there is a job; nil when the thread is to end.
    private func nextJob() -> Job? {
        while true {
            wakeUp.wait()
            let (job, isStopped) = state.withLock { ($0.takeJob(), $0.isStopped) }
            // Without a job it was for one that made room.
            if job != nil || isStopped { return job }
        }
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
