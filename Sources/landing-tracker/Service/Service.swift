import FastCGI
import Foundation
import Logging
import Storage
import Tracker
import Web

/// The life of `serve`: it opens its database, listening and waiting for as long as that takes, answers, and stops.
struct Service {
    /// Sockets that others hold, too: who connects to them waits for this process, or starts it again.
    private let handedOver: InheritedSockets
    private let makesDatabase: Bool
    private let logger = Logger.standardError()
    private let reception = Reception()
    private let supervision: Supervision
    /// nil until it listens.
    private var server: FastCGIServer?

    /// For how long requests are answered by 503 before an end that an administrator has to cure. Without it whoever
    /// connects would start the next process at once, up to twenty in two seconds, after which systemd gives up the socket.
    private static let refusalSeconds = 10.0

    /// For the sockets that this process was started with; before any other thread exists.
    init(makesDatabase: Bool) {
        StopSignals.blockWithReload()
        // Dispatch's thread for timers asks for a priority that is root's, and would log the refusal at each start.
        setenv("LIBDISPATCH_LOG", "NO", 1)
        let environment = ProcessInfo.processInfo.environment
        handedOver = InheritedSockets(environment: environment)
        self.makesDatabase = makesDatabase
        supervision = Supervision(environment: environment)
    }

    /// Listens, and waits for the database where that cannot be used at once.
    ///
    /// - Returns: nil when it was stopped before there was one.
    /// - Throws: for what does not pass by itself.
    mutating func start(_ settings: Settings) throws -> RunningTracker? {
        let start = DatabaseStart(
            settings, makesDatabase: makesDatabase, isSocketOurs: handedOver.listeners.isEmpty, logger: logger
        )
        try start.takeOver()
        var address: String?
        let found = try start.tracker(telling: reception) { reason in
            if address == nil { address = try listen(settings) }
            watchWaiting(because: reason)
        }
        guard let tracker = found else {
            supervision.stopping()
            stopListening()
            logger.info("stopped while it waited for the database")
            return nil
        }
        reception.open(tracker.app)
        let place = try address ?? listen(settings)
        watch(tracker)
        supervision.ready()
        logger.info(
            "serving",
            metadata: [
                "version": "\(Version.current)", "listen": "\(place)", "database": "\(settings.databasePath)",
            ])
        if tracker.app.hasNoUsers {
            logger.notice(
                "nobody can log in on the pages yet", metadata: ["cure": "landing-tracker user add NAME"])
        }
        return tracker
    }

    /// Serves with settings that are read now, and again at each SIGHUP, until it is told to stop.
    mutating func run(_ read: @escaping () throws -> Settings) throws {
        let settings: Settings
        let found: RunningTracker?
        do {
            try ProcessMemory.keepSmall()
            try supervision.start()
            settings = try read()
            try requireSound(settings)
            found = try start(settings)
        } catch {
            refuse(because: error)
            throw error
        }
        guard let tracker = found else { return }
        var running = RunningSettings(settings, read: read, logger: logger)
        while StopSignals.waitOrReload() { supervision.reload { running.reload(in: tracker) } }
        try stop(tracker)
    }

    private func stop(_ tracker: RunningTracker) throws {
        supervision.stopping()
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

    // MARK: Listening

    /// What is chosen must be what was handed over: who has written it down relies on it.
    private func requireSound(_ settings: Settings) throws {
        if let fault = handedOver.fault { throw fault }
        let source = settings.source(of: .listen)
        guard !handedOver.listeners.isEmpty, source != .standard, !handedOver.include(settings.listen) else {
            return
        }
        throw CommandFailure(
            """
            \(source.name(of: .listen)) is \(settings.listen), but this was started with a socket that is \
            \(handedOver.places). Write the same address, or none; or start it without that socket.
            """, .configuration)
    }

    /// - Returns: The address, for the log.
    private mutating func listen(_ settings: Settings) throws -> String {
        guard handedOver.listeners.isEmpty else {
            let unused = [Setting.socketGroup, .socketMode].filter { settings.source(of: $0) != .standard }
            if !unused.isEmpty {
                logger.warning(
                    "settings have no effect on a socket that was handed over",
                    metadata: ["settings": "\(unused.map(\.key).joined(separator: ", "))"])
            }
            try answer(at: handedOver.listeners, settings.limits)
            return handedOver.places
        }
        try answer(at: [ListeningSocket(settings.listen, access: settings.socketAccess)], settings.limits)
        return "\(settings.listen)"
    }

    private mutating func answer(at listeners: [ListeningSocket], _ limits: Limits = Limits()) throws {
        let server = try FastCGIServer(
            listeners: listeners, limits: limits, logger: logger, handler: reception.respond)
        self.server = server
        try server.start()
    }

    private func stopListening() {
        _ = server?.stop()
    }

    // MARK: Supervision

    /// Ready, since requests are answered. A try may take as long as an upgrade does, so that the server alone is watched.
    private func watchWaiting(because reason: String) {
        let status = ServiceStatus.waiting(because: reason).description
        supervision.watch(serverLoops) { status }
        supervision.ready()
    }

    private func watch(_ tracker: RunningTracker) {
        let recorder = WatchedLoop(turns: { [tracker.recorderTurns] }, knock: { tracker.knock() })
        supervision.watch(serverLoops + [recorder]) { ServiceStatus.serving(tracker).description }
    }

    private var serverLoops: [WatchedLoop] {
        guard let server else { return [] }
        return [WatchedLoop(turns: { server.turns })]
    }

    // MARK: Refusal

    /// Answers by 503 for a while where the sockets are not ours, and then leaves them.
    mutating func refuse(because error: any Error) {
        defer { stopListening() }
        let reason = CommandFailure(error)?.message.description ?? "\(error)"
        let status = ServiceStatus.refusing(because: reason).description
        supervision.watch([]) { status }
        guard !handedOver.listeners.isEmpty else { return }
        reception.wait(because: reason)
        logger.critical(
            "cannot serve: every request is answered 503, and then this process ends",
            metadata: ["reason": "\(reason)", "seconds": "\(Int(Self.refusalSeconds))"])
        do {
            if server == nil { try answer(at: handedOver.listeners) }
            _ = StopSignals.wait(seconds: Self.refusalSeconds)
        } catch {
            // Nothing is left to answer with: the end says why it came.
        }
    }
}
