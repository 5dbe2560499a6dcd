import Logging
import Storage
import Web

/// The parts of a running tracker, wired together for a server or for a single CGI request.
package struct RunningTracker: Sendable {
    package let app: WebApp
    private let store: any Store
    private let recorder: Recorder
    private let clerks: JobThreads?
    private let passwords: PasswordChecks
    private let reporters: JobThreads?
    private let keeper: Keeper?
    private let pulse: Pulse?

    package enum Purpose: Sendable {
        /// Many requests at once: logins, reports and what may come late have threads of their own.
        case server
        /// One request, answered on the thread that it came on.
        case singleRequest

        /// How long an event waits for a lock on the database. Behind one in a server others wait; a process for one
        /// request keeps nobody waiting, and its like may hold the lock one after the other.
        fileprivate var patienceSeconds: Double {
            switch self {
            case .server: 2
            case .singleRequest: 10
            }
        }
    }

    /// Starts the threads on an open store. A server refuses a database whose damage would stop it soon; `whenLost` is
    /// called on a thread of its own once that has been removed or replaced and rescued: the server should end.
    package init(
        _ store: any Store, for purpose: Purpose, loginRules: LoginRules = LoginRules(),
        queueLimits: QueueLimits = QueueLimits(), whenLost: @escaping @Sendable () -> Void = {},
        logger: Logger
    ) throws(StoreError) {
        self.store = store
        if purpose == .server { try store.rehearse(at: .now) }
        recorder = Recorder(
            store: store, logger: logger, patienceSeconds: purpose.patienceSeconds, limits: queueLimits)
        clerks = purpose == .server ? JobThreads("clerk", .low) : nil
        passwords = PasswordChecks(
            doorkeepers: purpose == .server ? JobThreads("doorkeeper", .low, threadCount: 1) : nil,
            hashers: purpose == .server
                ? JobThreads("hasher", .low, threadCount: 1, waitingLimit: 32) : nil,
            ledger: LoginLedger(store: store, logger: logger, writesAtOnce: purpose == .singleRequest))
        reporters = purpose == .server ? JobThreads("reporter", .whenIdle) : nil
        let refusals = purpose == .server ? RefusalQueue() : nil
        keeper =
            purpose == .server
            ? Keeper(store: store, refusals: refusals, now: { .now }, logger: logger) : nil
        let rescuer = Rescuer(store: store, logger: logger, now: { .now }, whenSaved: whenLost)
        pulse =
            purpose == .server
            ? Pulse(store: store, recorder: recorder, rescuer: rescuer, logger: logger) : nil
        app = WebApp(
            store: store, recorder: recorder, clerks: clerks, reporters: reporters,
            passwords: passwords, pulse: pulse, refusals: refusals,
            alerts: AlertBoard(diskReserveBytes: queueLimits.diskReserveBytes), loginRules: loginRules,
            logger: logger, now: { .now })
    }

    /// Goes on with other rules and limits, as far as these can change in a running process.
    package func change(loginRules: LoginRules, queueLimits: QueueLimits) {
        app.change(to: loginRules)
        app.alerts.change(to: queueLimits)
        recorder.change(to: queueLimits)
    }

    /// How often the recorder's loop has come round, which it does soon after `knock()` at the latest.
    package var recorderTurns: Int { recorder.turnCount }

    /// Has the recorder's loop come round, also when it has nothing to do.
    package func knock() {
        recorder.knock()
    }

    /// How many events this process has stored, and how many wait.
    package var eventCounts: (stored: Int, waiting: Int) { (recorder.storedCount, recorder.waitingCount) }

    /// Why an event would be refused now, or kept waiting; nil: it would be stored.
    package var problem: HealthProblem? {
        do throws(HealthProblem) {
            try pulse?.check()
            return nil
        } catch {
            return error
        }
    }

    /// Lets what would take long end soon, and be answered; to be called before the server stops.
    package func prepareToStop() {
        store.endLongChanges()
    }

    /// Whether the database was removed, replaced or written over, and what could be saved is.
    package var isRescued: Bool { pulse?.isRescued ?? false }

    /// Answers what waits, stores what waits, and closes the database.
    package func stop() throws(StoreError) {
        // In this order: passwords are handed over to clerks, who hand over to the reporters.
        passwords.stopThreads()
        clerks?.stop()
        reporters?.stop()
        keeper?.stop()
        pulse?.stop()
        passwords.ledger.stop()
        recorder.stop()
        try store.close()
    }
}
