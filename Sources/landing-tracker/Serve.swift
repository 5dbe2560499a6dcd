import ArgumentParser
import FastCGI
import Foundation
import HTTP
import Logging
import Storage
import Tracker
import Web

struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer the web server's requests until SIGTERM or SIGINT.",
        discussion: """
            Creates the database when it is missing. Stopping loses nothing: requests that have come are answered first. \
            As root it becomes the owner of the database's folder, who must be allowed to make the socket.
            """)

    @OptionGroup var options: ServerOptions

    func run() throws {
        StopSignals.block()
        let settings = try options.settings()
        try settings.databaseOwner.takeOverFromRoot()
        try settings.databaseOwner.requireAccess(mayMake: false)
        let logger = Logger.standardError()
        try ServiceUpgrade.run(settings, logger: logger)
        let tracker = try RunningTracker(
            settings.database.open(.createIfMissing), for: .server, loginRules: settings.loginRules,
            queueLimits: settings.queueLimits,
            whenLost: StopSignals.raise, logger: logger)
        let (listener, address) = try listeningSocket(settings)
        let server = try FastCGIServer(
            listener: listener, limits: settings.limits, logger: logger, handler: tracker.app.respond)
        try server.start()
        logger.info(
            "serving",
            metadata: [
                "version": "\(Version.current)", "listen": "\(address)",
                "database": "\(settings.databasePath)",
            ])
        StopSignals.wait()
        tracker.prepareToStop()
        let isDone = server.stop()
        try tracker.stop()
        logger.info("stopped", metadata: ["unanswered": "\(!isDone)"])
        if tracker.isRescued {
            throw CommandFailure(
                """
                The database \(settings.databasePath) was removed, replaced or written over while it was in use. The log \
                says what is left of it.
                """,
                .tryAgain)
        }
    }

    private func listeningSocket(_ settings: Settings) throws(ListenError) -> (ListeningSocket, String) {
        let environment = ProcessInfo.processInfo.environment
        if !options.isListenChosen, let inherited = ListeningSocket.inherited(environment: environment) {
            return (inherited, "inherited socket")
        }
        let address = try ListenAddress(settings.listen ?? Settings.defaultListen)
        return (try ListeningSocket(address), "\(address)")
    }
}
