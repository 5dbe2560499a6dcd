import CFastCGI
import Glibc
import HTTP
import Logging
import Synchronization

/// A FastCGI responder: one epoll for all connections, a few workers that never wait for a peer or the disk.
///
/// A request reads: accept, read, hand to the handler; then, from whichever thread has the answer: write,
/// wait for the peer to take it if it has to, and for the connection's next request, or close it.
package final class FastCGIServer: Sendable {
    /// Takes a request and calls `answer` exactly once, now or later, from any thread.
    package typealias Handler =
        @Sendable (_ request: HTTPRequest, _ answer: @escaping @Sendable (HTTPResponse) -> Void) -> Void

    private let listeners: [ListeningSocket]
    let limits: Limits
    let logger: Logger
    private let handler: Handler
    let poller: Poller
    let registry = Registry()
    private let workers = Mutex<[Worker]>([])

    /// Connections that are being read or answered, those included whose peer has to read on.
    let heldCount = Atomic<Int>(0)
    /// What all connections may hold of answers that their peers have not taken.
    let unsentBytes: ByteBudget
    let cutAnswers = CutAnswers()
    let stage = Atomic<Stage>(.serving)
    let nextSweep = Atomic<Int64>(0)
    let isAcceptPaused = Atomic<Bool>(false)

    enum Stage: UInt8, AtomicRepresentable {
        case serving
        /// No new connections; open ones are served.
        case draining
        /// Connections close as soon as they have no request.
        case closing
        case stopped

        /// Whether a connection may wait for another request.
        var isKeeping: Bool { self == .serving || self == .draining }
    }

    private struct Worker: Sendable {
        let thread: JoinableThread
        let turns: TurnCount
    }

    /// FCGX_Init is not safe to run twice at once.
    private static let isLibraryReady: Bool = {
        // A peer that is gone is an error of write(2), not a signal.
        signal(SIGPIPE, SIG_IGN)
        return FCGX_Init() == 0
    }()

    /// Serves all of the listeners alike.
    ///
    /// - Throws: `PollerError` when the system has no room for another epoll.
    package init(
        listeners: [ListeningSocket], limits: Limits = Limits(), logger: Logger, handler: @escaping Handler
    ) throws(PollerError) {
        guard Self.isLibraryReady else { throw PollerError(call: "FCGX_Init", errno: ENOMEM) }
        self.listeners = listeners
        self.limits = limits
        unsentBytes = ByteBudget(limit: limits.unsentBytes)
        self.logger = logger
        self.handler = handler
        poller = try Poller()
        watchListeners()
    }

    /// Starts the workers; requests are answered from here on.
    package func start(workerCount: Int = 2) throws(ThreadError) {
        for number in 1...workerCount {
            let turns = TurnCount()
            let thread = try JoinableThread(name: "worker \(number)") { self.work(turns) }
            workers.withLock { $0.append(Worker(thread: thread, turns: turns)) }
        }
    }

    /// How often each worker has come round, which it does each second at least.
    package var turns: [Int] { workers.withLock { $0.map(\.turns.value) } }

    /// Stops without losing a request: refuses new connections, serves those that have come, lets kept ones
    /// go after a grace, and returns when the last answer is out. What peers have not read at the deadline is cut
    /// off. A second call does nothing.
    ///
    /// - Parameters:
    ///   - idleGraceSeconds: how long kept connections may still bring a request.
    ///   - deadlineSeconds: how long a slow answer is waited for.
    /// - Returns: false when answers were still due at the deadline.
    @discardableResult
    package func stop(idleGraceSeconds: Double = 0.2, deadlineSeconds: Double = 5) -> Bool {
        let (isFirst, _) = stage.compareExchange(
            expected: .serving, desired: .draining, ordering: .sequentiallyConsistent)
        guard isFirst else { return heldCount.load(ordering: .acquiring) == 0 }
        stopListening()
        let grace = MonotonicClock.now(plusSeconds: idleGraceSeconds)
        let deadline = MonotonicClock.now(plusSeconds: deadlineSeconds)
        var now = MonotonicClock.now
        // In this order: a connection that is being accepted is counted as held before it is registered.
        while now < deadline, heldCount.load(ordering: .sequentiallyConsistent) > 0 || registry.count > 0 {
            if now >= grace {
                stage.store(.closing, ordering: .sequentiallyConsistent)
                registry.expireIdle()
            }
            usleep(1000)
            now = MonotonicClock.now
        }
        stage.store(.stopped, ordering: .sequentiallyConsistent)
        poller.wakeAll()
        for worker in workers.withLock({ $0 }) { worker.thread.join() }
        for listener in listeners { listener.close() }
        let isDone = heldCount.load(ordering: .acquiring) == 0
        registry.closeUnheld()
        // An answer that comes later still needs its descriptor and this one; the process is about to end.
        if isDone { poller.close() }
        return isDone
    }

    private func stopListening() {
        for listener in listeners {
            if case .own = listener.origin {
                listener.refuseNewConnections()
                while let connection = accept(from: listener.descriptor) {
                    park(connection, until: receiveDeadline)
                }
            }
            poller.forget(listener: listener.descriptor)
        }
    }

    func watchListeners() {
        for listener in listeners { poller.watch(listener: listener.descriptor) }
    }

    func forgetListeners() {
        for listener in listeners { poller.forget(listener: listener.descriptor) }
    }
}

// MARK: - A worker's day

extension FastCGIServer {
    private func work(_ turns: TurnCount) {
        var reader = RequestReader(limits: limits)
        var events = [epoll_event](repeating: epoll_event(), count: 16)
        while stage.load(ordering: .acquiring) != .stopped {
            for event in poller.wait(&events) {
                switch poller.source(of: event) {
                case .connection(let connection): resume(connection, &reader)
                case .listener(let descriptor): acceptConnections(from: descriptor, &reader)
                case .wakeUp, nil: break
                }
            }
            sweepOnceASecond()
            turns.add()
        }
    }

    /// New connections in a row before open ones get their turn; epoll reports the listener again.
    private static let acceptsPerTurn = 16

    private func acceptConnections(from listener: Int32, _ reader: inout RequestReader) {
        for _ in 0..<Self.acceptsPerTurn {
            // Counted before the stage is looked at: stop() sees either this count, or no accept after it.
            heldCount.add(1, ordering: .sequentiallyConsistent)
            defer { heldCount.subtract(1, ordering: .releasing) }
            guard stage.load(ordering: .sequentiallyConsistent) == .serving else {
                return poller.forget(listener: listener)
            }
            guard let connection = accept(from: listener) else { return }
            serve(connection, &reader)
        }
    }

    /// The next connection of the backlog, held.
    private func accept(from listener: Int32) -> Connection? {
        while true {
            let descriptor = accept4(listener, nil, nil, landing_tracker_accept_flags)
            if descriptor >= 0 {
                heldCount.add(1, ordering: .relaxed)
                let connection = Connection(descriptor: descriptor)
                registry.add(connection)
                return connection
            }
            switch errno {
            case EINTR, ECONNABORTED: continue
            case EMFILE, ENFILE, ENOMEM, ENOBUFS: pauseAccepting(errno)
            default: break
            }
            return nil
        }
    }

    private func resume(_ connection: Connection, _ reader: inout RequestReader) {
        let isInTime = connection.hold()
        guard connection.unsent == nil else { return continueAnswer(connection, isInTime: isInTime) }
        heldCount.add(1, ordering: .relaxed)
        guard isInTime else { return release(connection) }
        serve(connection, &reader)
    }

    private func serve(_ connection: Connection, _ reader: inout RequestReader) {
        switch reader.read(from: connection) {
        case .request(let request):
            handler(request) { response in self.answer(connection, response) }
        case .incomplete:
            park(connection, until: connection.partial?.deadline ?? receiveDeadline)
        case .closed(let refusal):
            if let refusal { logger.warning("connection refused", metadata: ["reason": "\(refusal)"]) }
            release(connection)
        case .alreadyClosed:
            release(connection, closing: false)
        }
    }

    private var receiveDeadline: Int64 { MonotonicClock.now(plusSeconds: limits.receiveTimeoutSeconds) }

    /// Lets the connection wait for a request, or the rest of one.
    func park(_ connection: Connection, until deadline: Int64) {
        connection.park(until: deadline, awaiting: .request)
        poller.watch(connection, for: .request)
        heldCount.subtract(1, ordering: .releasing)
    }

    /// Lets go of a held connection for good.
    func release(_ connection: Connection, closing: Bool = true) {
        connection.unsent = nil
        registry.remove(connection, closing: closing)
        heldCount.subtract(1, ordering: .releasing)
    }
}
