import Foundation
import Glibc
import TestSupport
import Testing

/// A real browser without a window, of a test's own. It reaches 127.0.0.1 and nothing else.
final class Browser: Sendable {
    static let program = "/usr/bin/chromium"
    private let folder: TemporaryFolder
    private let process: ChildProcess

    /// Opens the page; every certificate will do.
    init(opening url: String) throws {
        folder = try TemporaryFolder()
        // Its sandbox refuses to work for root.
        let sandbox = geteuid() == 0 ? ["--no-sandbox"] : []
        let flags = [
            "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--disable-breakpad",
            "--disable-background-networking", "--disable-component-update", "--disable-extensions",
            "--no-first-run", "--no-default-browser-check", "--no-proxy-server",
            "--ignore-certificate-errors",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--user-data-dir=\(folder.path)",
        ]
        process = try ChildProcess(
            Command(
                Self.program, sandbox + flags + [url],
                environment: ["HOME": folder.path, "TMPDIR": folder.path]),
            output: folder.path("browser.log"))
    }

    deinit {
        process.stop()
    }

    var isRunning: Bool { process.isRunning }

    /// What it has written to standard output and standard error.
    var logText: String { process.logText }
}

extension Trait where Self == ConditionTrait {
    /// Runs only where the browser is, as `make test` installs it.
    static var needsBrowser: Self {
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: Browser.program),
            "not installed: \(Browser.program)")
    }
}
