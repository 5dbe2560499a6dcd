import CFastCGI
import HTTP

/// All that libfcgi does here: it makes a request out of bytes that have all come.
///
/// What it made is copied out and freed at once, so that it keeps nothing, neither while an answer is due nor
/// between two requests. It would write answers too, but its writes either wait for the peer or are lost when the
/// socket is full.
struct RequestDecoder: ~Copyable {
    enum Decoded {
        case request(HTTPRequest, RequestInHand)
        /// libfcgi gave up and closed the descriptor that it read from.
        case failed
    }

    /// It needs an address that stays.
    private let request: UnsafeMutablePointer<FCGX_Request>

    init() {
        request = .allocate(capacity: 1)
        FCGX_InitRequest(request, -1, 0)
    }

    deinit {
        request.deallocate()
    }

    /// Reads one whole request from a descriptor that holds all of it, of whose body the scanner counted the bytes.
    func decode(from source: Int32, bodyBytes: Int, limits: Limits) -> Decoded {
        request.pointee.ipcFd = source
        // FCGX_Accept_r begins with finishing the request before, which closes a connection not to be kept.
        request.pointee.keepConnection = 1
        // Should it give up, then without its lingering wait of two seconds.
        request.pointee.detached = 1
        guard FCGX_Accept_r(request) == 0 else { return .failed }
        let variables = CGIVariables(copying: request.pointee.envp)
        let body = readBody(bodyBytes: bodyBytes, variables: variables, limits: limits)
        let decoded = HTTPRequest(cgi: variables, body: body)
        let inHand = RequestInHand(
            id: UInt16(truncatingIfNeeded: request.pointee.requestId),
            isHead: decoded.method == .head,
            isKept: request.pointee.keepConnection != 0 && FCGX_GetError(request.pointee.in) == 0)
        // Not FCGX_Finish_r, which would write an empty answer.
        FCGX_Free(request, 0)
        request.pointee.ipcFd = -1
        return .request(decoded, inHand)
    }

    /// Reads to the end of the stream: what stays unread on a kept connection would spoil the next request.
    private func readBody(bodyBytes: Int, variables: CGIVariables, limits: Limits) -> HTTPRequest.Body {
        guard bodyBytes <= limits.bodyBytes else {
            while readBytes(atMost: 8192).count == 8192 {}
            return .tooLarge
        }
        let bytes = readBytes(atMost: bodyBytes + 1)
        // A body that was cut off, and an aborted request, look like a normal end to libfcgi.
        let isSound = FCGX_GetError(request.pointee.in) == 0
        switch variables.announcedLength {
        case .bytes(let count) where count > limits.bodyBytes: return .tooLarge
        case .bytes(let count): return isSound && bytes.count == count ? .complete(bytes) : .truncated
        case .none where bytes.isEmpty: return isSound ? .complete([]) : .truncated
        case .none: return isSound ? .unmeasured(bytes) : .truncated
        case .malformed: return .truncated
        }
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

/// What of a request is needed to answer it.
struct RequestInHand {
    /// The web server's number for it.
    var id: UInt16
    /// Whether its answer has no body.
    var isHead: Bool
    /// Whether the connection goes on behind its answer.
    var isKept: Bool
    /// Whether the web server has been told that there are no errors to tell.
    var hasToldOfNoErrors = false
}
