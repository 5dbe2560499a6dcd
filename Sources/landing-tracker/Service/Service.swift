import FastCGI
import Foundation
import Logging
import Storage
import Tracker
import Web

/// The life of `serve`: it opens its database, listening and waiting for as long as that takes, answers, and stops.
struct Service {
    /// A socket that others hold, too: who connects to it waits for this process, or starts it again.
    private let handedOver: ListeningSocket?
    private let makesDatabase: Bool
    private let logger = Logger.standardError()
    private let reception = Reception()
    /// nil until it listens.
    private var server: FastCGIServer?

    /// For how long requests are answered by 503 before an end that an administrator has to cure. Without it whoever
    /// connects would start the next process at once, up to twenty in two seconds, after which systemd gives up the socket.
    private static let refusalSeconds = 10.0

    init(handedOver: ListeningSocket?, makesDatabase: Bool) {
        StopSignals.block()
        self.handedOver = handedOver
        self.makesDatabase = makesDatabase
    }

    /// The socket that this process was started with.
    static var handedOverSocket: ListeningSocket? {
        ListeningSocket.inherited(environment: ProcessInfo.processInfo.environment)
    }

    /// Listens, and waits for the database where that cannot be used at once.
    ///
    /// - Returns: nil when it was stopped before there was one.
    /// - Throws: for what does not pass by itself.
    mutating func start(_ settings: () throws -> Settings) throws -> RunningTracker? {
        do {
            try ProcessMemory.keepSmall()
            let settings = try settings()
            let start = DatabaseStart(
                settings, makesDatabase: makesDatabase, isSocketOurs: handedOver == nil, logger: logger)
            try start.takeOver()
            var address: String?
            let found = try start.tracker(telling: reception) { address = try listen(settings) }
            guard let tracker = found else {
                stopListening()
                logger.info("stopped while it waited for the database")
                return nil
            }
            reception.open(tracker.app)
            let place = try address ?? listen(settings)
            logger.info(
                "serving",
                metadata: [
                    "version": "\(Version.current)", "listen": "\(place)",
                    "database": "\(settings.databasePath)",
                ])
            return tracker
        } catch {
            refuse(because: error)
            throw error
        }
    }

    /// Answers until it is told to stop.
    func serve(_ tracker: RunningTracker) throws {
        StopSignals.wait()
        tracker.prepareToStop()
        let isDone = server?.stop() ?? true
        try tracker.stop()
        logger.info("stopped", metadata: ["unanswered": "\(!isDone)"])
        if tracker.isRescued {
            throw CommandFailure(
                """
                The database was removed, replaced or written over while it was in use. The log says what is left of it.
                """,
                .tryAgain)
        }
    }

    /// - Returns: The address, for the log.
    private mutating func listen(_ settings: Settings) throws -> String {
        if let handedOver {
            try answer(at: handedOver, settings.limits)
            return "inherited socket"
        }
        try answer(at: try ListeningSocket(settings.listen), settings.limits)
        return "\(settings.listen)"
    }

    private mutating func answer(at listener: ListeningSocket, _ limits: Limits = Limits()) throws {
        let server = try FastCGIServer(
            listener: listener, limits: limits, logger: logger, handler: reception.respond)
        self.server = server
        try server.start()
    }

    private func stopListening() {
        _ = server?.stop()
    }

    /// Answers by 503 for a while where the socket is not ours, and then leaves it.
    mutating func refuse(because error: any Error) {
        defer { stopListening() }
        guard let handedOver else { return }
        let reason = CommandFailure(error)?.message.description ?? "\(error)"
        reception.wait(because: reason)
        logger.critical(
            "cannot serve: every request is answered 503, and then this process ends",
            metadata: ["reason": "\(reason)", "seconds": "\(Int(Self.refusalSeconds))"])
        do {
            if server == nil { try answer(at: handedOver) }
            _ = StopSignals.wait(seconds: Self.refusalSeconds)
        } catch {
            // Nothing is left to answer with: the end says why it came.
        }
    }
}
