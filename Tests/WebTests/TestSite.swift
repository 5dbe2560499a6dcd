import Foundation
import HTTP
import JSON
import Logging
import Storage
import TestSupport
import Tracking
import Web

/// The whole application on a database of its own, without a web server before it.
final class TestSite: Sendable {
    let store: Store
    let recorder: Recorder
    private let folder: TemporaryFolder
    let app: WebApp

    /// The moment at which everything on this site happens.
    static let now = Timestamp(milliseconds: 1_700_000_000_123)

    init(logger: Logger = .silent) throws {
        folder = try TemporaryFolder()
        store = try Store(path: folder.path("tracker.db"), opening: .createIfMissing)
        recorder = Recorder(store: store, logger: .silent)
        app = WebApp(store: store, recorder: recorder, logger: logger, now: { Self.now })
    }

    deinit {
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

extension Logger {
    /// Says nothing.
    static let silent = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
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
