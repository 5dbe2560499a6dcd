import Glibc

/// SIGTERM and SIGINT as something to wait for; for a service SIGHUP, too.
package enum StopSignals {
    /// Keeps the signals from ending the process; call it before any other thread exists, since threads inherit it.
    package static func block() {
        block(set)
    }

    /// As `block`, and SIGHUP with them.
    package static func blockWithReload() {
        block(setWithReload)
    }

    private static func block(_ signals: sigset_t) {
        var signals = signals
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Returns when one of them has come.
    package static func wait() {
        var signals = set
        var received: Int32 = 0
        while sigwait(&signals, &received) != 0 {}
    }

    /// Returns when one of them, or SIGHUP, has come.
    ///
    /// - Returns: whether it was SIGHUP: the service is to read its settings again, and to go on.
    package static func waitOrReload() -> Bool {
        var signals = setWithReload
        var received: Int32 = 0
        while sigwait(&signals, &received) != 0 {}
        return received == SIGHUP
    }

    /// Returns when one of them has come, or after so many seconds.
    ///
    /// - Returns: whether one has come.
    package static func wait(seconds: Double) -> Bool {
        var signals = set
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            let left = max(.zero, end - .now).components
            var time = timespec(
                tv_sec: Int(left.seconds), tv_nsec: Int(left.attoseconds / 1_000_000_000))
            if sigtimedwait(&signals, nil, &time) > 0 { return true }
            // Interrupted otherwise (sigwaitinfo(2)).
            guard errno == EINTR else { return false }
        }
    }

    /// Has `wait()` return, as if one had come from outside.
    package static func raise() {
        kill(getpid(), SIGTERM)
    }

    /// Whether one of them has come that nobody waits for.
    package static var arePending: Bool {
        var signals = sigset_t()
        sigpending(&signals)
        return sigismember(&signals, SIGTERM) == 1 || sigismember(&signals, SIGINT) == 1
    }

    private static var set: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGTERM)
        sigaddset(&set, SIGINT)
        return set
    }

    private static var setWithReload: sigset_t {
        var set = set
        sigaddset(&set, SIGHUP)
        return set
    }
}
