import Foundation
import HTTP
import JSON
import Logging
import Passwords
import SQLiteStorage
import Storage
import TestSupport
import Tracking
import Web

/// The whole application on a database of its own, without a web server before it.
final class TestSite: Sendable {
    let store: any Store
    let recorder: Recorder
    let clerks: JobThreads
    let reporters: JobThreads
    private let folder: TemporaryFolder
    let app: WebApp

    /// The moment at which everything on this site happens: on a slow machine, too, no time passes for it.
    static let now = Timestamp(milliseconds: 1_700_000_000_123)

    /// A site where the answer to a wrong login takes `failureDelaySeconds`.
    init(
        logger: Logger = .silent, allowsPlainHTTP: Bool = false, failureDelaySeconds: Double = 0
    ) throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("tracker.db"), opening: .createIfMissing)
        recorder = Recorder(store: store, logger: .silent)
        clerks = JobThreads("clerk", .low)
        reporters = JobThreads("reporter", .low)
        app = WebApp(
            store: store, recorder: recorder, clerks: clerks, reporters: reporters,
            loginRules: LoginRules(
                allowsPlainHTTP: allowsPlainHTTP, failureDelaySeconds: failureDelaySeconds),
            logger: logger, now: { Self.now }, clock: { [start = ContinuousClock.now] in start })
        try Login.addAll(to: store)
    }

    deinit {
        clerks.stop()
        reporters.stop()
        recorder.stop()
        try? store.close()
    }

    /// The one answer to a request; a second one would end the test process.
    func send(_ request: HTTPRequest) async -> HTTPResponse {
        await withCheckedContinuation { continuation in
            app.respond(to: request) { continuation.resume(returning: $0) }
        }
    }

    func get(_ target: String) async -> HTTPResponse {
        await send(HTTPRequest("GET", target))
    }

    /// Asks for something that needs a login, with one that may do everything.
    func ask(
        _ method: String = "GET", _ target: String, _ body: String = "", login: Login? = .token,
        _ others: [(String, String)] = []
    ) async -> HTTPResponse {
        let authorization = login.map { [("HTTP_AUTHORIZATION", $0.field)] } ?? []
        return await send(
            HTTPRequest(
                method, target, body: .complete(Array(body.utf8)),
                mediaType: body.isEmpty ? nil : "application/json",
                [("HTTPS", "on"), ("REMOTE_ADDR", "198.51.100.7")] + authorization + others))
    }

    func post(
        _ path: String, _ body: String, mediaType: String? = "application/json"
    ) async -> HTTPResponse {
        await send(HTTPRequest("POST", path, body: .complete(Array(body.utf8)), mediaType: mediaType))
    }

    /// The journey as the API shows it; nil when nothing of it is stored.
    func journey(_ text: String) throws -> String? {
        guard let clickID = ClickID(text), let journey = try store.journey(clickID) else { return nil }
        return String(decoding: journey.json.serialized, as: UTF8.self)
    }
}

extension HTTPRequest {
    /// A request as a web server would hand it over.
    init(
        _ method: String, _ target: String, body: Body = .complete([]), mediaType: String? = nil,
        _ others: [(String, String)] = []
    ) {
        var variables = [("REQUEST_METHOD", method), ("REQUEST_URI", target)] + others
        if let mediaType { variables.append(("CONTENT_TYPE", mediaType)) }
        self.init(cgi: CGIVariables(variables), body: body)
    }
}

extension HTTPResponse {
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }
}
