import CFastCGI
import Glibc
import HTTP
import Synchronization

/// One connection from a web server, with its place in libfcgi.
///
/// A connection is always in exactly one state: *held* by one thread (a worker that reads, or whoever will
/// answer), *parked* in epoll until a deadline, or *expired*, waiting for a worker to close it.
///
/// Unchecked: everything but `deadline` belongs to the holder, and `hold()` lets one thread hold it. A parked
/// connection is handed over through epoll, a held one through the answer's closure; both order memory.
final class Connection: @unchecked Sendable {
    let descriptor: Int32
    /// Whether epoll knows the descriptor.
    var isWatched = false
    /// Whether the request in hand is a HEAD.
    private var isAnsweredWithoutBody = false
    /// The bytes of a request that did not come in one piece.
    var partial: PartialRequest?

    /// What libfcgi keeps of a request. It needs an address that stays.
    private let request: UnsafeMutablePointer<FCGX_Request>
    private let deadline = Atomic<Int64>(Connection.held)

    private static let held = Int64.max
    private static let expired = Int64.min

    /// Holds the connection from the start.
    init(descriptor: Int32) {
        self.descriptor = descriptor
        request = .allocate(capacity: 1)
        FCGX_InitRequest(request, -1, 0)
    }

    deinit {
        request.deallocate()
    }

    /// - Returns: false when its deadline passed before; then it must be closed.
    func hold() -> Bool {
        deadline.exchange(Self.held, ordering: .acquiringAndReleasing) != Self.expired
    }

    /// Whether bytes of the peer wait to be read.
    var hasUnreadBytes: Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) > 0
    }

    func park(until milliseconds: Int64) {
        deadline.store(milliseconds, ordering: .releasing)
    }

    /// Marks a parked connection whose deadline is over.
    ///
    /// - Returns: false when it is held, or its deadline is still to come.
    func expire(at now: Int64) -> Bool {
        let current = deadline.load(ordering: .acquiring)
        guard current <= now, current != Self.expired else { return false }
        return deadline.compareExchange(
            expected: current, desired: Self.expired, ordering: .acquiringAndReleasing
        ).exchanged
    }
}

extension Connection {
    /// What libfcgi made of a request whose bytes had all come.
    enum Decoded {
        case request(HTTPRequest)
        /// libfcgi gave up and closed the descriptor that it read from.
        case failed
    }

    /// Lets libfcgi read one whole request, of whose body the scanner counted the bytes.
    ///
    /// The source is a descriptor that holds all of it: the connection's own, or a replay of it.
    func decode(from source: Int32, bodyBytes: Int, limits: Limits) -> Decoded {
        request.pointee.ipcFd = source
        // FCGX_Accept_r begins with finishing the request before, which closes a connection not to be kept.
        request.pointee.keepConnection = 1
        // Should it give up, then without its lingering wait of two seconds.
        request.pointee.detached = 1
        guard FCGX_Accept_r(request) == 0 else { return .failed }
        let variables = CGIVariables(copying: request.pointee.envp)
        let body = readBody(bodyBytes: bodyBytes, variables: variables, limits: limits)
        request.pointee.ipcFd = descriptor
        let decoded = HTTPRequest(cgi: variables, body: body)
        isAnsweredWithoutBody = decoded.method == .head
        return .request(decoded)
    }

    enum Aftermath { case keep, close, alreadyClosed }

    /// Writes the answer through libfcgi and ends the request.
    ///
    /// libfcgi gathers up to 8 KiB into one write, the record that ends the request included.
    func finish(with response: HTTPResponse, limits: Limits) -> Aftermath {
        let bytes = response.cgiBytes(omittingBody: isAnsweredWithoutBody)
        let isLarge = bytes.count > Self.surelyTakenBytes
        if isLarge { waitForPeer(seconds: limits.sendTimeoutSeconds) }
        bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                _ = FCGX_PutStr($0.baseAddress, Int32($0.count), request.pointee.out)
            }
        }
        let isKept = request.pointee.keepConnection != 0
        // Closing is ours, and without libfcgi's lingering wait of two seconds.
        request.pointee.keepConnection = 1
        request.pointee.detached = 1
        FCGX_Finish_r(request)
        guard request.pointee.ipcFd >= 0 else { return .alreadyClosed }
        if isLarge { setNonBlocking(true) }
        return isKept ? .keep : .close
    }

    /// An answer of this size fits the socket's empty buffer (net.core.wmem_default is 208 KiB), so that
    /// writing it never waits: the thread that answers may be the one that records.
    private static let surelyTakenBytes = 32 * 1024

    private func waitForPeer(seconds: Double) {
        let microseconds = Int(seconds * 1_000_000)
        var limit = timeval(tv_sec: microseconds / 1_000_000, tv_usec: microseconds % 1_000_000)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setNonBlocking(false)
    }

    private func setNonBlocking(_ isNonBlocking: Bool) {
        let flags = fcntl(descriptor, F_GETFL)
        _ = fcntl(descriptor, F_SETFL, isNonBlocking ? flags | O_NONBLOCK : flags & ~O_NONBLOCK)
    }

    /// Reads to the end of the stream: what stays unread on a kept connection would spoil the next request.
    private func readBody(bodyBytes: Int, variables: CGIVariables, limits: Limits) -> HTTPRequest.Body {
        guard bodyBytes <= limits.bodyBytes else {
            while readBytes(atMost: 8192).count == 8192 {}
            return .tooLarge
        }
        let bytes = readBytes(atMost: bodyBytes + 1)
        guard let announced = variables.contentLength else { return .truncated }
        guard announced <= limits.bodyBytes else { return .tooLarge }
        // A body that was cut off, and an aborted request, look like a normal end to libfcgi.
        let isComplete = FCGX_GetError(request.pointee.in) == 0 && bytes.count == announced
        return isComplete ? .complete(bytes) : .truncated
    }

    /// - Returns: fewer bytes at the end of the stream.
    private func readBytes(atMost most: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            buffer.withMemoryRebound(to: CChar.self) {
                count = Int(FCGX_GetStr($0.baseAddress, Int32(most), request.pointee.in))
            }
        }
    }
}
