import CFastCGI
import Dispatch
import Glibc
import HTTP
import Synchronization

/// One request as a web server brings it to a plain CGI program (RFC 3875): variables in the environment, the
/// body on standard input, the answer on standard output.
package enum CGIProgram {
    /// Whether this process was started as one. A listening socket as descriptor 0 means FastCGI instead.
    package static func isStarted(environment: [String: String]) -> Bool {
        environment["GATEWAY_INTERFACE"] != nil && !ListeningSocket.isListening(0)
    }

    /// Answers the one request; returns when the answer is written.
    package static func run(limits: Limits = Limits(), handler: FastCGIServer.Handler) {
        signal(SIGPIPE, SIG_IGN)
        // The environment byte for byte: a query need not be UTF-8.
        let variables = CGIVariables(copying: landing_tracker_environment())
        let request = HTTPRequest(cgi: variables, body: readBody(variables, limits))
        let isAnswered = DispatchSemaphore(value: 0)
        handler(request) { response in
            write(whole(response).cgiBytes(omittingBody: request.method == .head))
            isAnswered.signal()
        }
        isAnswered.wait()
    }

    /// All of an answer before any of it is written: here an end says nothing of whether it is whole.
    private static func whole(_ response: HTTPResponse) -> HTTPResponse {
        guard let rest = response.rest else { return response }
        var body = response.body
        while true {
            switch nextPiece(of: rest) {
            case .bytes(let bytes): body += bytes
            case .end: return HTTPResponse(response.status, headers: response.headers, body: body)
            case .failed: return HTTPResponse(.internalServerError)
            }
        }
    }

    private static func nextPiece(of rest: BodyRest) -> BodyPiece {
        let isMade = DispatchSemaphore(value: 0)
        let made = Mutex(BodyPiece.failed)
        rest.next { piece in
            made.withLock { $0 = piece }
            isMade.signal()
        }
        isMade.wait()
        return made.withLock { $0 }
    }

    private static func readBody(_ variables: CGIVariables, _ limits: Limits) -> HTTPRequest.Body {
        switch variables.announcedLength {
        case .malformed:
            return .truncated
        case .bytes(let length):
            guard length <= limits.bodyBytes else { return tooLargeBody(limits) }
            let body = readBytes(atMost: length)
            return body.count == length ? .complete(body) : .truncated
        case .none:
            // Of other methods a web server need not end the stream (RFC 3875 section 4.2).
            guard [.post, .put, .patch].contains(HTTPMethod(variables.bytes("REQUEST_METHOD") ?? [])) else {
                return .complete([])
            }
            let body = readBytes(atMost: limits.bodyBytes + 1)
            guard body.count <= limits.bodyBytes else { return tooLargeBody(limits) }
            return body.isEmpty ? .complete([]) : .unmeasured(body)
        }
    }

    /// Reads the rest and drops it: to Apache a program that leaves some unread has broken off, answer and all.
    private static func tooLargeBody(_ limits: Limits) -> HTTPRequest.Body {
        let deadline = MonotonicClock.now(plusSeconds: limits.receiveTimeoutSeconds)
        let most = 64 * 1024
        while MonotonicClock.now < deadline, readBytes(atMost: most).count == most {}
        return .tooLarge
    }

    /// - Returns: fewer bytes at the end of the stream, or where it breaks.
    private static func readBytes(atMost most: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: most) { buffer, received in
            while received < most {
                let count = read(0, buffer.baseAddress?.advanced(by: received), most - received)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                received += count
            }
        }
    }

    private static func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
