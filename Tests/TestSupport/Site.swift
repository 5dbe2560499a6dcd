import Foundation
import Synchronization

/// Everything an installation has, in a folder of its own: database with campaign 42, responder, web server.
package final class Site: Sendable {
    package let folder: TemporaryFolder
    package let tracker: Tracker
    package let web: WebServer
    private let responder = Mutex<ChildProcess?>(nil)
    private let serve: Command
    private let starting: @Sendable (Command) throws -> Command

    /// Starts everything, and returns when the responder answers.
    ///
    /// The prefix is where on the web server the tracker is, as in `/tracker`. The database is in the site's
    /// folder unless another is given; `filling` makes it. `edits` are what the administrator changes in the shipped files
    /// of the web server, each text and what stands there instead. `starting` may change how the responder is started, each
    /// time that it is.
    package init(
        _ kind: WebServer.Kind = .nginx, prefix: String = "", listener: Listener = .responder,
        databaseFolder: String? = nil, edits: [String: String] = [:],
        starting: @escaping @Sendable (Command) throws -> Command = { $0 },
        filling: (Tracker) throws -> Void = { try $0.addSampleCampaign() }
    ) throws {
        self.starting = starting
        folder = try TemporaryFolder()
        tracker = Tracker(database: (databaseFolder ?? folder.path) + "/tracker.db")
        serve = listener.command(socket: folder.path("fcgi.sock"), database: tracker.database)
        try filling(tracker)
        web = try WebServer(
            kind,
            WebServer.Settings(
                folder: folder.path("web"), socket: folder.path("fcgi.sock"), database: tracker.database,
                prefix: prefix, edits: edits))
        if kind.startsProgram {
            try Self.openToEveryUser(folder.path, tracker.database)
            try waitUntilItAnswers()
        } else {
            try startResponder()
        }
    }

    /// The servers first, then the folder that they use.
    deinit {
        web.stop()
        process?.stop()
    }

    package func url(_ path: String) -> String { web.url + path }

    package func client() -> HTTPClient { HTTPClient(port: web.port) }

    /// The responder that runs now.
    package var process: ChildProcess? { responder.withLock { $0 } }

    /// Starts the responder, at first and again after it has ended.
    package func startResponder() throws {
        try launchResponder()
        try waitUntilItAnswers()
    }

    /// Starts the responder without waiting until it answers.
    package func launchResponder() throws {
        let child = try ChildProcess(try starting(serve), output: folder.path("tracker.log"))
        responder.withLock { $0 = child }
    }

    private func waitUntilItAnswers() throws {
        let client = client()
        try waitUntil("the responder answers") {
            if let process, !process.isRunning {
                throw Unexpected("the responder has ended: \(process.logText)")
            }
            // 503 from the web server until the responder is there.
            let isThere = try client.send("OPTIONS", "\(web.prefix)/api/v2/track/click").status == 204
            // Asked all the time, mod_fcgid would start one process after the other.
            if !isThere { Thread.sleep(forTimeInterval: process == nil ? 0.2 : 0.02) }
            return isThere
        }
    }

    /// A web server that starts the program does so as a user of its own.
    private static func openToEveryUser(_ folder: String, _ database: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
        try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: database)
    }
}
