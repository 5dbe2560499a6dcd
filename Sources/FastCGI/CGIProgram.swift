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
        guard let length = variables.contentLength else { return .truncated }
        guard length <= limits.bodyBytes else { return .tooLarge }
        var body = [UInt8](repeating: 0, count: length)
        var received = 0
        while received < length {
            let count = body.withUnsafeMutableBytes { buffer in
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[received...])
                return read(0, rest.baseAddress, rest.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return .truncated }
            received += count
        }
        return .complete(body)
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
