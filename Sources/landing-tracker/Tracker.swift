import Foundation
import Logging
import Storage
import Tracking
import Web

/// The parts of a running tracker, wired together the same way for a server and for a single CGI request.
struct Tracker {
    let app: WebApp
    private let store: Store
    private let recorder: Recorder

    /// Opens the database, creating a missing one.
    init(_ settings: Settings, logger: Logger) throws(StoreError) {
        store = try Store(path: settings.databasePath, opening: .createIfMissing)
        recorder = Recorder(store: store, logger: logger)
        app = WebApp(store: store, recorder: recorder, logger: logger, now: { .now })
    }

    /// Stores what waits and closes the database.
    func stop() throws(StoreError) {
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
