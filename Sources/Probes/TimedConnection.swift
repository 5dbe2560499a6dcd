import FastCGI
import Foundation

/// A connection whose waits all end at one time.
final class TimedConnection: ProbeStream {
    let descriptor: Int32
    private let end: ContinuousClock.Instant

    /// No answer that is asked for is longer.
    static let pieceBytes = 16 * 1024

    init(to address: ListenAddress, until end: ContinuousClock.Instant) throws(ProbeFailure) {
        self.end = end
        descriptor =
            switch address {
            case .unix(let path):
                try Self.connected(AF_UNIX, until: end) { descriptor in
                    SocketAddress.withUnixPath(path) { connect(descriptor, $0, $1) }
                }
            case .tcp(let host, let port):
                try Self.connected(host.family, until: end) { descriptor in
                    SocketAddress.withLoopback(host, port) { connect(descriptor, $0, $1) }
                }
            }
    }

    init(to address: HostAddress, until end: ContinuousClock.Instant) throws(ProbeFailure) {
        self.end = end
        descriptor = try Self.connected(address.family, until: end, address.connect)
    }

    deinit {
        close(descriptor)
    }

    func send(_ bytes: [UInt8]) throws(ProbeFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = Array(rest)
            let count = Foundation.send(descriptor, piece, piece.count, Int32(MSG_NOSIGNAL))
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else {
                try waitAfterFailure(for: POLLOUT)
            }
        }
    }

    func receive() throws(ProbeFailure) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: Self.pieceBytes)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count < 0 else { return Array(buffer.prefix(count)) }
            try waitAfterFailure(for: POLLIN)
        }
    }

    /// - Throws: `silent` when the time is over.
    func wait(for events: Int32) throws(ProbeFailure) {
        try Self.wait(descriptor, for: events, until: end)
    }

    private func waitAfterFailure(for events: Int32) throws(ProbeFailure) {
        switch errno {
        case EAGAIN: try wait(for: events)
        case EINTR: break
        case EPIPE, ECONNRESET: throw .closed
        default: throw ProbeFailure(system: errno)
        }
    }

    private static func connected(
        _ family: Int32, until end: ContinuousClock.Instant, _ connect: (Int32) -> Int32
    ) throws(ProbeFailure) -> Int32 {
        let type = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
        let descriptor = socket(family, Int32(type), 0)
        guard descriptor >= 0 else { throw ProbeFailure(system: errno) }
        do throws(ProbeFailure) {
            guard connect(descriptor) != 0 else { return descriptor }
            guard errno == EINPROGRESS else { throw ProbeFailure(connecting: errno) }
            try wait(descriptor, for: POLLOUT, until: end)
            var (code, size) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
            getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
            guard code == 0 else { throw ProbeFailure(connecting: code) }
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func wait(
        _ descriptor: Int32, for events: Int32, until end: ContinuousClock.Instant
    ) throws(ProbeFailure) {
        var poll = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        while true {
            let milliseconds = (end - .now) / .milliseconds(1)
            guard milliseconds > 0 else { throw .silent }
            guard Foundation.poll(&poll, 1, Int32(milliseconds.rounded(.up))) == 0 || poll.revents != 0 else {
                guard errno == EINTR else { throw ProbeFailure(system: errno) }
                continue
            }
            if poll.revents != 0 { return }
        }
    }
}
