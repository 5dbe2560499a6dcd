import Foundation
import TestSupport

/// A responder with a socket and no web server, which need not have a database.
final class ServedSocket {
    let folder: TemporaryFolder
    let tracker: Tracker
    let process: ChildProcess
    let socket: String

    /// Starts it; returns when somebody may connect.
    init(
        _ listener: Listener = .responder, database: String? = nil, options: [String] = ["--existing"],
        environment: [String: String] = [:], in folder: TemporaryFolder? = nil
    ) throws {
        let folder = try folder ?? TemporaryFolder()
        self.folder = folder
        socket = folder.path("fcgi.sock")
        tracker = Tracker(database: database ?? folder.path("tracker.db"))
        var command = listener.command(socket: socket, database: tracker.database, options: options)
        command.environment.merge(environment) { $1 }
        process = try ChildProcess(command, output: folder.path("tracker.log"))
        try waitUntil("it listens") {
            if !process.isRunning { throw Unexpected(process.logText) }
            return (try? WebServerConnection(path: socket)) != nil
        }
    }

    deinit {
        process.stop()
    }

    /// A request of a client at this address, and its answer; at another socket than the first, if given.
    func ask(
        _ method: String, _ path: String, _ json: String = "", from address: String = "127.0.0.1",
        at other: String? = nil
    ) throws -> WebServerConnection.Answer {
        let request = WebServerRequest(
            isKept: false,
            variables: [
                ("REQUEST_METHOD", method), ("REQUEST_URI", path), ("REMOTE_ADDR", address),
                ("CONTENT_TYPE", "application/json"),
            ], body: Array(json.utf8))
        return try WebServerConnection(path: other ?? socket).answer(to: request)
    }

    /// What it says of its health.
    func health(from address: String = "127.0.0.1") throws -> (status: Int, body: String) {
        let answer = try ask("GET", "/api/v2/health", from: address)
        return (answer.status, String(decoding: answer.body, as: UTF8.self))
    }

    func click(at other: String? = nil) throws -> WebServerConnection.Answer {
        let click = #"{"clickId":"\#(UUID().uuidString)","campaignId":42}"#
        return try ask("POST", "/api/v2/track/click", click, at: other)
    }

    /// Until what it waits for is there.
    func waitUntilItServes() throws {
        try waitUntil("it serves", watching: { process.logText.count }) {
            if !process.isRunning { throw Unexpected(process.logText) }
            return try click().status == 201
        }
    }

    /// How often the log says it.
    func count(_ words: String) -> Int { process.logText.ranges(of: words).count }
}
