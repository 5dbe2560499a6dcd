import Foundation
import TestSupport

/// PHP's own web server on loopback: a landing page on a host of its own.
final class PHPServer: Sendable {
    /// Without a slash at its end.
    let url: String
    private let process: ChildProcess

    /// Returns when it answers. Serves the scripts in `php/` unless another folder is given; they find `environment` in
    /// theirs.
    init(
        _ scripts: String = "\(Repository.root)/Tests/EndToEndTests/php", options: [String] = [],
        environment: [String: String], log: String
    ) throws {
        let port = try Loopback.unusedPort()
        let url = "http://127.0.0.1:\(port)"
        let process = try ChildProcess(
            Command(
                PHPProgram.path, options + ["-S", "127.0.0.1:\(port)", "-t", scripts],
                environment: environment),
            output: log)
        try waitUntil("PHP answers") {
            guard process.isRunning else { throw Unexpected(process.logText) }
            // Of a folder without such a file PHP would answer with the page.
            return (try? Curl.get("\(url)/none.txt"))?.status == 404
        }
        self.url = url
        self.process = process
    }

    deinit {
        process.stop()
    }

    /// What PHP has said, with a line for each request.
    var logText: String { process.logText }
}
