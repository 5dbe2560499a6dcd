import CFastCGI
import Glibc
import HTTP

/// Takes a request off a connection without ever waiting for its peer; one for each worker.
///
/// Nearly every request lies whole in the socket's buffer when epoll reports it: it is looked at there
/// (MSG_PEEK), found whole and sound, and read by libfcgi directly. One that comes in pieces is gathered here,
/// and given to libfcgi as a file in memory once its last byte has come.
struct RequestReader: ~Copyable {
    enum Result {
        case request(HTTPRequest)
        /// More bytes are to come; park the connection.
        case incomplete
        /// The peer is gone, or spoke what no web server speaks; close the connection.
        case closed(RecordScanner.Refusal?)
        /// libfcgi has closed the descriptor already.
        case alreadyClosed
    }

    private let limits: Limits
    private var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    private var replay = ReplayFile()
    private let decoder = RequestDecoder()

    init(limits: Limits) {
        self.limits = limits
    }

    mutating func read(from connection: Connection) -> Result {
        if connection.partial != nil { return gather(from: connection) }
        let count = receive(from: connection, flags: Int32(MSG_PEEK))
        guard count > 0 else { return count == 0 ? .closed(nil) : .incomplete }
        var scanner = RecordScanner(parameterLimit: limits.parameterBytes)
        switch scanner.scan(buffer[..<count]) {
        case .refused(let refusal):
            return .closed(refusal)
        case .complete:
            return decode(connection, from: connection.descriptor, scanner) ?? .alreadyClosed
        case .incomplete:
            connection.partial = PartialRequest(limits: limits)
            return gather(from: connection)
        }
    }

    /// How many buffers are taken off one connection before others get their turn: a peer may send faster than
    /// it is read, and without end when its body is over the limit.
    private static let buffersPerTurn = 16

    /// Moves what has come into the connection's partial request.
    private mutating func gather(from connection: Connection) -> Result {
        // Looked at here too: a connection that never stops sending is rarely parked when deadlines are checked.
        if let partial = connection.partial, partial.deadline <= MonotonicClock.now { return .closed(nil) }
        for _ in 0..<Self.buffersPerTurn {
            let count = receive(from: connection, flags: 0)
            guard count > 0 else { return count == 0 ? .closed(nil) : .incomplete }
            switch connection.partial?.append(buffer[..<count]) {
            case .incomplete: continue
            case .complete: return replayed(connection)
            case .refused(let refusal): return .closed(refusal)
            case nil: return .closed(nil)
            }
        }
        return .incomplete
    }

    private mutating func replayed(_ connection: Connection) -> Result {
        guard let partial = connection.partial.take(), let file = replay.holding(partial.bytes) else {
            return .closed(nil)
        }
        if let result = decode(connection, from: file, partial.scanner) { return result }
        replay.forget()
        return .closed(nil)
    }

    /// - Returns: nil when libfcgi gave up and closed the source.
    private func decode(_ connection: Connection, from source: Int32, _ scanner: RecordScanner) -> Result? {
        let decoded = decoder.decode(from: source, bodyBytes: scanner.bodyBytes, limits: limits)
        guard case .request(var request, let inHand) = decoded else { return nil }
        connection.request = inHand
        request.isAbandoned = { connection.isAbandoned }
        return .request(request)
    }

    /// - Returns: the number of bytes; 0 at the connection's end or a broken one; -1 when nothing is there yet.
    private mutating func receive(from connection: Connection, flags: Int32) -> Int {
        while true {
            let count = recv(connection.descriptor, &buffer, buffer.count, flags | Int32(MSG_DONTWAIT))
            if count >= 0 { return count }
            switch errno {
            case EINTR: continue
            case EAGAIN: return -1
            default: return 0
            }
        }
    }
}

/// A file in memory that libfcgi reads a gathered request from, used again and again.
private struct ReplayFile: ~Copyable {
    private var descriptor: Int32 = -1

    /// - Returns: a descriptor at the start of a file of just these bytes; nil when the system has no room.
    mutating func holding(_ bytes: [UInt8]) -> Int32? {
        if descriptor < 0 {
            descriptor = memfd_create("landing-tracker-request", landing_tracker_memfd_cloexec)
        }
        guard descriptor >= 0, ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0,
            write(descriptor, bytes, bytes.count) == bytes.count, lseek(descriptor, 0, SEEK_SET) == 0
        else { return nil }
        return descriptor
    }

    /// libfcgi closed the descriptor.
    mutating func forget() {
        descriptor = -1
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }
}
