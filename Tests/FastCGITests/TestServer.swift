import Glibc
import HTTP
import Logging
import Synchronization
import TestSupport
import Testing

@testable import FastCGI

/// A responder on a socket of its own, which answers 201 with the body it got and remembers every request.
final class TestServer: Sendable {
    let address: ListenAddress
    let server: FastCGIServer
    let requests: ReceivedRequests
    private let folder: TemporaryFolder?

    /// Starts a server: without a listener on a Unix socket in a folder of its own, without a handler with the
    /// one that answers at once.
    init(
        limits: Limits = Limits(), workerCount: Int = 2, listener: ListeningSocket? = nil,
        logger: Logger = .silent, handler: FastCGIServer.Handler? = nil
    ) throws {
        let requests = ReceivedRequests()
        let folder = try listener == nil ? TemporaryFolder() : nil
        let listener = try listener ?? ListeningSocket(.unix(path: (folder?.path ?? "") + "/s"))
        guard case .own(let address, _) = listener.origin else {
            throw ListenError.malformedAddress("inherited")
        }
        self.address = address
        self.folder = folder
        self.requests = requests
        server = try FastCGIServer(
            listeners: [listener], limits: limits, logger: logger,
            handler: { request, answer in
                requests.append(request)
                if let handler { return handler(request, answer) }
                answer(.echo(request))
            })
        try server.start(workerCount: workerCount)
    }

    deinit {
        server.stop(idleGraceSeconds: 0, deadlineSeconds: 1)
    }

    func connect() throws -> WebServerConnection {
        try WebServerConnection(address)
    }

    /// Whether a new connection's request is answered as it should be.
    func isServing() throws -> Bool {
        var request = WebServerRequest()
        request.body = Array("alive?".utf8)
        return try connect().answer(to: request).status == 201
    }
}

/// What a handler was called with, in order.
final class ReceivedRequests: Sendable {
    private let requests = Mutex<[HTTPRequest]>([])

    var count: Int { requests.withLock { $0.count } }
    var bodies: [HTTPRequest.Body] { requests.withLock { $0.map(\.body) } }

    var last: HTTPRequest? { requests.withLock { $0.last } }

    func append(_ request: HTTPRequest) {
        requests.withLock { $0.append(request) }
    }
}

/// Answers that wait until a test gives them.
final class WithheldAnswers: Sendable {
    private let answers = Mutex<[@Sendable (HTTPResponse) -> Void]>([])

    var count: Int { answers.withLock { $0.count } }

    var handler: FastCGIServer.Handler {
        { _, answer in self.answers.withLock { $0.append(answer) } }
    }

    /// Gives them all, the latest first.
    func release() {
        let answers = answers.withLock { answers in
            defer { answers = [] }
            return answers
        }
        for answer in answers.reversed() { answer(HTTPResponse(.created)) }
    }
}

extension HTTPResponse {
    /// 201 with the request's body; 422 for a body that is cut off, 413 for one that is too large.
    static func echo(_ request: HTTPRequest) -> HTTPResponse {
        switch request.body {
        case .complete(let body), .unmeasured(let body): HTTPResponse(.created, body: body)
        case .truncated: HTTPResponse(.unprocessableEntity)
        case .tooLarge: HTTPResponse(.contentTooLarge)
        }
    }
}
