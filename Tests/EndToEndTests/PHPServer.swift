import Foundation
import TestSupport

/// PHP's own web server on loopback, for the scripts in `php/`: a landing page on a host of its own.
final class PHPServer: Sendable {
    /// Without a slash at its end.
    let url: String
    private let process: ChildProcess

    /// Returns when it answers. The scripts find `environment` in theirs.
    init(environment: [String: String], log: String) throws {
        let port = try Loopback.unusedPort()
        let url = "http://127.0.0.1:\(port)"
        let scripts = "\(Repository.root)/Tests/EndToEndTests/php"
        let process = try ChildProcess(
            Command("/usr/bin/php", ["-S", "127.0.0.1:\(port)", "-t", scripts], environment: environment),
            output: log)
        try waitUntil("PHP answers") {
            guard process.isRunning else { throw Unexpected(process.logText) }
            return (try? Curl.get("\(url)/none"))?.status == 404
        }
        self.url = url
        self.process = process
    }

    deinit {
        process.stop()
    }
}
