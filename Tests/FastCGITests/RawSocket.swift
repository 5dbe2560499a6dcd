import Glibc
import TestSupport

@testable import FastCGI

/// A Unix socket without any of the care of `ListeningSocket`.
final class RawSocket {
    let descriptor: Int32

    /// A bound socket; without a backlog it does not listen.
    init(boundTo path: String, type: __socket_type = SOCK_STREAM, backlog: Int32? = nil) throws {
        descriptor = socket(AF_UNIX, Int32(type.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard SocketAddress.withUnixPath(path, { bind(descriptor, $0, $1) }) == 0,
            backlog.map({ listen(descriptor, $0) }) ?? 0 == 0
        else { throw WebServerConnection.Failure(call: "bind", errno: errno) }
    }

    /// Tries to connect, without waiting.
    init(connectingTo path: String) {
        descriptor = socket(
            AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        _ = SocketAddress.withUnixPath(path) { connect(descriptor, $0, $1) }
    }

    deinit {
        close(descriptor)
    }
}
