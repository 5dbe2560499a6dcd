import Foundation
import Logging
import Storage
import Tracking
import Web

/// The parts of a running tracker, wired together for a server or for a single CGI request.
struct Tracker {
    let app: WebApp
    private let store: Store
    private let recorder: Recorder
    private let clerks: JobThreads?
    private let reporters: JobThreads?
    private let sealer: Sealer?

    enum Purpose {
        /// Many requests at once: logins and reports have threads of their own, and clicks are packed for reports.
        case server
        /// One request, answered on the thread that it came on.
        case singleRequest
    }

    /// Opens the database, creating a missing one. A server refuses a database whose damage would stop it soon.
    init(_ settings: Settings, for purpose: Purpose, logger: Logger) throws(StoreError) {
        store = try Store(path: settings.databasePath, opening: .createIfMissing)
        if purpose == .server { try store.rehearse(at: .now) }
        recorder = Recorder(store: store, logger: logger)
        clerks = purpose == .server ? JobThreads("clerk", .low) : nil
        reporters = purpose == .server ? JobThreads("reporter", .whenIdle) : nil
        sealer = purpose == .server ? Sealer(store: store, logger: logger) : nil
        app = WebApp(
            store: store, recorder: recorder, clerks: clerks, reporters: reporters,
            loginRules: LoginRules(allowsPlainHTTP: settings.allowsPlainLogin), logger: logger, now: { .now })
    }

    /// Answers what waits, stores what waits, and closes the database.
    func stop() throws(StoreError) {
        // In this order: a clerk hands over to the reporters.
        clerks?.stop()
        reporters?.stop()
        sealer?.stop()
        recorder.stop()
        try store.close()
    }
}

extension Timestamp {
    /// The moment of the call, by the system's clock.
    static var now: Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}

extension Logger {
    /// Writes to standard error, where the web server or systemd keeps it; standard output may be the answer.
    static func standardError() -> Logger {
        Logger(label: "landing-tracker") { StreamLogHandler.standardError(label: $0) }
    }
}
