import CFastCGI
import Glibc

/// The socket at which systemd hears of the service that it has started (sd_notify(3)): a datagram for each message.
package struct NotifySocket: Sendable {
    private let descriptor: Int32
    private let name: String

    /// That of this process, which passes it on to nobody.
    ///
    /// - Returns: nil when there is none, or none that can be spoken to.
    package static func takeOver(environment: [String: String]) -> NotifySocket? {
        unsetenv(variable)
        return environment[variable].flatMap(NotifySocket.init(name:))
    }

    private static let variable = "NOTIFY_SOCKET"

    /// A path, or a name behind an `@` that is no file's (unix(7), abstract).
    init?(name: String) {
        guard name.hasPrefix("/") || name.hasPrefix("@"), name.utf8.count <= 107 else { return nil }
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | landing_tracker_accept_flags, 0)
        guard descriptor >= 0 else { return nil }
        self.name = name
    }

    /// Sends lines of `NAME=VALUE`, if somebody takes them: never waits, and nothing comes of a failure.
    package func send(_ lines: [String]) {
        let message = Array(lines.joined(separator: "\n").utf8)
        let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
        _ = SocketAddress.withUnixName(name) { sendto(descriptor, message, message.count, flags, $0, $1) }
    }

    /// The clock that systemd compares a reload's beginning with: of the same system, and of the same name.
    package static var monotonicMicroseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }
}
