import Foundation
import HTTP
import JSON
import Logging
import Passwords
import SQLiteStorage
import Storage
import Synchronization
import TestSupport
import Tracking
import Web

/// The whole application on a database of its own, without a web server before it.
final class TestSite: Sendable {
    let store: any Store
    let recorder: Recorder
    let clerks: JobThreads
    let reporters: JobThreads
    let hashers: JobThreads
    private let passwords: PasswordChecks
    private let folder: TemporaryFolder
    let app: WebApp
    private let numbers: SharedNumbers

    /// The moment at which everything on this site happens: on a slow machine, too, no time passes for it, but by
    /// `pass(seconds:)`.
    static let now = Timestamp(milliseconds: 1_700_000_000_123)

    /// A site with logins, where the answer to a wrong one takes `failureDelaySeconds`.
    convenience init(
        logger: Logger = .silent, allowsPlainHTTP: Bool = false, failureDelaySeconds: Double = 0
    ) throws {
        try self.init(
            in: TemporaryFolder(), logger: logger,
            loginRules: LoginRules(
                allowsPlainHTTP: allowsPlainHTTP, failureDelaySeconds: failureDelaySeconds))
        try Login.addAll(to: store)
    }

    /// A process on the database in a folder.
    private init(in folder: TemporaryFolder, logger: Logger, loginRules: LoginRules) throws {
        self.folder = folder
        store = try SQLiteStore(path: folder.path("tracker.db"), opening: .createIfMissing)
        recorder = Recorder(store: store, logger: .silent)
        clerks = JobThreads("clerk", .low)
        reporters = JobThreads("reporter", .low)
        hashers = JobThreads("hasher", .low, threadCount: 1, waitingLimit: 32)
        let counted = SharedNumbers()
        numbers = counted
        passwords = PasswordChecks(
            doorkeepers: JobThreads("doorkeeper", .low, threadCount: 1), hashers: hashers,
            ledger: LoginLedger(store: store, logger: logger)
        ) { hash, password in
            counted.hashes.add(1, ordering: .relaxed)
            return Login.verifies(hash, password)
        }
        app = WebApp(
            store: store, recorder: recorder, clerks: clerks, reporters: reporters,
            passwords: passwords,
            loginRules: loginRules, logger: logger,
            now: { Timestamp(milliseconds: counted.milliseconds.load(ordering: .relaxed)) })
    }

    deinit {
        stop()
    }

    /// Another process on the same database, before or after this one has stopped.
    func anotherProcess(logger: Logger = .silent) throws -> TestSite {
        let site = try TestSite(
            in: folder, logger: logger, loginRules: LoginRules(failureDelaySeconds: 0))
        let milliseconds = numbers.milliseconds.load(ordering: .relaxed)
        site.numbers.milliseconds.store(milliseconds, ordering: .relaxed)
        return site
    }

    /// As a process does at its end.
    func stop() {
        passwords.stopThreads()
        clerks.stop()
        reporters.stop()
        passwords.ledger.stop()
        recorder.stop()
        try? store.close()
    }

    /// How many passwords have been hashed.
    var hashCount: Int { numbers.hashes.load(ordering: .relaxed) }

    /// Writes what is known of logins, which would else be done some time later: from then on nothing is stored by itself.
    func finishLogins() {
        passwords.ledger.stop()
    }

    func pass(seconds: Int) {
        numbers.milliseconds.add(Int64(seconds) * 1000, ordering: .relaxed)
    }

    private final class SharedNumbers: Sendable {
        let hashes = Atomic<Int>(0)
        let milliseconds = Atomic<Int64>(TestSite.now.milliseconds)
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
        _ path: String, _ body: String, mediaType: String? = "application/json", encoding: String? = nil
    ) async -> HTTPResponse {
        let headers = encoding.map { [("HTTP_CONTENT_ENCODING", $0)] } ?? []
        return await send(
            HTTPRequest("POST", path, body: .complete(Array(body.utf8)), mediaType: mediaType, headers))
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
