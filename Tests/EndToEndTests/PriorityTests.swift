import Foundation
import Glibc
import TestSupport
import TestTraits
import Testing

/// Threads take no priority that only root may have: Dispatch would log each refusal, at every start.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct PriorityTests {
    @Test(.enabled(if: geteuid() == 0, "only root can be another user"))
    func nothingIsLoggedOfPriorities() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
        let socket = folder.path("fcgi.sock")
        let command = Command(
            "/usr/bin/setpriv",
            [
                "--reuid", "65534", "--regid", "65534", "--clear-groups", Repository.program, "serve",
                "--database", folder.path("tracker.db"), "--listen", "unix:\(socket)",
            ], environment: ["LIBDISPATCH_LOG": "stderr"])
        let process = try ChildProcess(command, output: folder.path("tracker.log"))
        try waitUntil("it serves") {
            if !process.isRunning { throw Unexpected(process.logText) }
            return process.logText.contains(" serving")
        }
        for _ in 0..<3 {
            let request = WebServerRequest(
                isKept: false,
                variables: [
                    ("REQUEST_METHOD", "GET"), ("REQUEST_URI", "/api/v2/reports/helpers/x"),
                    ("REMOTE_ADDR", "127.0.0.1"), ("HTTP_AUTHORIZATION", "Basic YTpi"),
                ])
            #expect(try WebServerConnection(path: socket).answer(to: request).status == 401)
        }
        process.send(SIGTERM)
        #expect(try process.waitForExit() == 0)
        #expect(!process.logText.contains("thread priority"), "\(process.logText)")
    }
}
