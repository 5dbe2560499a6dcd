import Glibc
import Synchronization

/// What systemd hears of the service (sd_notify(3)): whether it is ready, how it fares, and that it lives.
///
/// Whoever is not there to hear it changes nothing.
package final class Supervision: Sendable {
    private struct State {
        var watchdog: Watchdog?
        var line = StatusLine()
        var status: @Sendable () -> String? = { nil }
        var loops: [WatchedLoop] = []
    }

    /// nil where nobody listens.
    private let socket: NotifySocket?
    private let state: Mutex<State>

    private static let pauseMicroseconds: UInt32 = 250_000

    /// Nobody else is given the socket: to be called before other threads begin.
    package init(environment: [String: String]) {
        socket = NotifySocket.takeOver(environment: environment)
        state = Mutex(
            State(watchdog: Watchdog(environment: environment, process: getpid(), at: .now)))
    }

    /// Looks around from now on, on a thread of its own, to the end of the process.
    package func start() throws(ThreadError) {
        guard socket != nil else { return }
        _ = try JoinableThread(name: "supervision") { [self] in
            while true {
                lookAround()
                usleep(Self.pauseMicroseconds)
            }
        }
    }

    /// How the service fares from now on, and which loops must come round; one line, asked for on any thread.
    package func watch(_ loops: [WatchedLoop], status: @escaping @Sendable () -> String?) {
        state.withLock {
            $0.loops = loops
            $0.status = status
        }
        lookAround()
    }

    /// The socket is read.
    package func ready() {
        send(["READY=1"], withStatus: true)
    }

    /// The settings are read again, by `work`.
    package func reload(_ work: () -> Void) {
        send(["RELOADING=1", "MONOTONIC_USEC=\(NotifySocket.monotonicMicroseconds)"])
        work()
        send(["READY=1"])
    }

    /// The end has begun. It is not hurried by whoever watches for a loop.
    package func stopping() {
        watch([], status: { "stopping" })
        send(["STOPPING=1"], withStatus: true)
    }

    /// Sends what is due.
    private func lookAround() {
        guard let socket else { return }
        let (loops, status) = state.withLock { ($0.loops, $0.status) }
        // Asked without the lock: they have locks of their own.
        let (turns, text) = (loops.flatMap { $0.turns() }, status())
        let (lines, mustKnock) = state.withLock { state -> ([String], Bool) in
            let now = ContinuousClock.now
            let isDue = state.watchdog?.isDue(at: now) ?? false
            let beats = state.watchdog?.beats(at: now, turns: turns) ?? false
            let line = text.flatMap { state.line.next($0, at: now) }
            return ((beats ? ["WATCHDOG=1"] : []) + (line.map { [$0] } ?? []), isDue && !beats)
        }
        if !lines.isEmpty { socket.send(lines) }
        if mustKnock { loops.forEach { $0.knock() } }
    }

    private func send(_ lines: [String], withStatus: Bool = false) {
        guard let socket else { return }
        let status = state.withLock { $0.status }
        let text = withStatus ? status() : nil
        let line = text.map { text in state.withLock { $0.line.forced(text, at: .now) } }
        socket.send(lines + (line.map { [$0] } ?? []))
    }
}
