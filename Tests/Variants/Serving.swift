import ArgumentParser
import FastCGI
import Logging

/// Where a variant listens, and its life from the first request to SIGTERM.
struct Serving: ParsableArguments {
    @Option(help: ArgumentHelp("Where to listen: unix:PATH or tcp:127.0.0.1:PORT.", valueName: "address"))
    var listen: String

    /// Serves until SIGTERM or SIGINT.
    ///
    /// `StopSignals.block()` comes first, before any thread exists.
    func serve(logger: Logger, handler: @escaping FastCGIServer.Handler) throws {
        let listener = try ListeningSocket(ListenAddress(listen))
        let server = try FastCGIServer(listeners: [listener], logger: logger, handler: handler)
        try server.start()
        logger.info("serving", metadata: ["listen": "\(listen)"])
        StopSignals.wait()
        server.stop()
    }
}
