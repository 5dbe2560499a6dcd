import Dispatch
import Foundation
import Logging
import Synchronization
import Tracking

/// What is known of tries to log in, over all processes: what is stored, and what waits to be.
///
/// In a server it owns one plain thread that writes what has come, four times a second at most: no thread that events
/// need does, and whoever guesses makes few transactions. A process for one request writes at once, before the
/// password is looked at, since others like it would not know.
package final class LoginLedger: Sendable {
    private struct State {
        /// Changes of this era.
        var waiting: [LoginKey: LoginRecord] = [:]
        var era: Int64 = 0
        var isStopped = false
    }

    private let store: any Store
    private let logger: Logger
    private let writesAtOnce: Bool
    /// Held while the database is read or written, so that nothing is counted twice or not at all; whoever asks may
    /// wait for the disk.
    private let state = Mutex(State())
    private let wakeUp = DispatchSemaphore(value: 0)

    private static let pauseSeconds = 0.25
    /// After a failure that is more than another process's lock.
    private static let longPauseSeconds = 10.0
    /// Few enough to be written within some milliseconds.
    private static let portion = 500
    /// Reached only when nothing can be written for minutes.
    private static let waitingLimit = 4_096

    /// Starts the thread, unless changes are to be written at once.
    package init(store: any Store, logger: Logger, writesAtOnce: Bool = false) {
        self.store = store
        self.logger = logger
        self.writesAtOnce = writesAtOnce
        guard !writesAtOnce else { return }
        Thread { [self] in
            Thread.nameThisOne("logins")
            run()
        }.start()
    }

    /// Looks at some keys and adds changes to them, in one step.
    ///
    /// `decide` is given a record for each key that has one, and may change just those keys.
    ///
    /// - Throws: `unavailable` also when too much waits to be written.
    package func update<Value: Sendable>(
        _ keys: [LoginKey],
        _ decide: ([LoginKey: LoginRecord]) -> (value: Value, changes: [LoginKey: LoginRecord])
    ) throws(StoreError) -> Value {
        if writesAtOnce { return try updateAtOnce(keys, decide) }
        let (value, isChanged) = try state.withLock { state throws(StoreError) in
            let stored = try store.loginRecords(of: keys)
            if state.era != stored.era {
                state.era = stored.era
                state.waiting = [:]
            }
            let (value, changes) = decide(
                stored.records.adding(state.waiting.filter { keys.contains($0.key) }))
            guard !changes.isEmpty else { return (value, false) }
            guard state.waiting.count < Self.waitingLimit else {
                throw .unavailable(.busy, database: store.name)
            }
            state.waiting = state.waiting.adding(changes)
            return (value, true)
        }
        if isChanged { wakeUp.signal() }
        return value
    }

    /// Decides anew when another process has been quicker: of many tries at the same moment each counts all before it.
    private func updateAtOnce<Value: Sendable>(
        _ keys: [LoginKey],
        _ decide: ([LoginKey: LoginRecord]) -> (value: Value, changes: [LoginKey: LoginRecord])
    ) throws(StoreError) -> Value {
        while true {
            let stored = try store.loginRecords(of: keys)
            let (value, changes) = decide(stored.records)
            if changes.isEmpty { return value }
            if try store.addLoginRecords(changes, to: stored, of: keys) { return value }
        }
    }

    /// Writes what waits and ends the thread; any number of calls. The store may be closed afterwards.
    package func stop() {
        state.withLock { state in
            guard !state.isStopped else { return }
            state.isStopped = true
            do throws(StoreError) {
                while !state.waiting.isEmpty { try writeSome(of: &state) }
            } catch {
                report(error)
            }
        }
        wakeUp.signal()
    }

    // MARK: On its thread

    private func run() {
        while true {
            wakeUp.wait()
            var pause = Self.pauseSeconds
            let isStopped = state.withLock { state in
                guard !state.isStopped, !state.waiting.isEmpty else { return state.isStopped }
                do throws(StoreError) {
                    try writeSome(of: &state)
                } catch .unavailable(.busy, _) {
                    // Another process is writing: later is early enough.
                } catch {
                    report(error)
                    pause = Self.longPauseSeconds
                }
                if !state.waiting.isEmpty { wakeUp.signal() }
                return false
            }
            if isStopped { return }
            Thread.sleep(forTimeInterval: pause)
        }
    }

    private func writeSome(of state: inout State) throws(StoreError) {
        let some = state.waiting.prefix(Self.portion)
        try store.addLoginRecords(
            Dictionary(uniqueKeysWithValues: some.map { ($0.key, $0.value) }), era: state.era)
        for key in some.map(\.key) { state.waiting[key] = nil }
    }

    private func report(_ error: StoreError) {
        logger.warning("failures of logins not stored", metadata: ["reason": "\(error)"])
    }
}

extension [LoginKey: LoginRecord] {
    fileprivate func adding(_ changes: [LoginKey: LoginRecord]) -> [LoginKey: LoginRecord] {
        var sums = self
        for (key, change) in changes { sums[key] = sums[key]?.adding(change, to: key) ?? change }
        return sums
    }
}
