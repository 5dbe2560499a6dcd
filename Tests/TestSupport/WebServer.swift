import Foundation
import Glibc

/// A web server of a test's own, on loopback, with the configuration that is shipped.
package final class WebServer: Sendable {
    /// The ways in which a web server reaches the responder.
    package enum Kind: String, CaseIterable, Sendable, CustomStringConvertible {
        case nginx = "nginx"
        case apacheProxy = "Apache, mod_proxy_fcgi"
        case apacheFastCGI = "Apache, mod_fcgid"
        case apacheCGI = "Apache, mod_cgid"
        /// Sends a page's script no origin but `*` with what lighttpd itself refuses.
        case lighttpd
        case caddy = "Caddy"

        package var description: String { rawValue }

        /// Whether the web server starts the responder itself.
        package var startsProgram: Bool { self == .apacheFastCGI || self == .apacheCGI }

        /// Those in front of one running responder.
        package static let beforeService = allCases.filter { !$0.startsProgram }

        /// One for each way in which the responder's processes come and go.
        package static let eachLifeOfProcesses: [Kind] = [
            .nginx, .apacheProxy, .apacheFastCGI, .apacheCGI,
        ]

        /// Whether it collects a body, and so knows its length, before it asks the responder.
        package var measuresBodies: Bool { self == .nginx || self == .lighttpd || self == .apacheFastCGI }

        /// Whether a POST over HTTP/2 needs no length. lighttpd 1.4.69 refuses it before it looks at any setting, and
        /// mod_fcgid passes on an end that is followed by another.
        package var takesUnmeasuredBodiesOverHTTP2: Bool { self != .lighttpd && self != .apacheFastCGI }

        /// Whether a test may say in a header field, `X-Test-Address`, where a request comes from.
        package var takesTestAddresses: Bool { self != .lighttpd && self != .caddy }

        fileprivate func command(_ settings: Settings) throws -> Command {
            switch self {
            case .nginx: try Nginx.command(settings)
            case .apacheProxy, .apacheFastCGI, .apacheCGI: try Apache.command(self, settings)
            case .lighttpd: try Lighttpd.command(settings)
            case .caddy: try Caddy.command(settings)
            }
        }
    }

    /// What the configuration must say.
    struct Settings: Sendable {
        let folder: String
        let socket: String
        let database: String
        /// Without a slash at its end; empty for none.
        let prefix: String
        /// What an administrator changes in the shipped files: each text and what stands there instead.
        var edits: [String: String] = [:]
        var ports: (http: UInt16, https: UInt16) = (0, 0)

        var certificate: String { "\(folder)/certificate.pem" }
        var key: String { "\(folder)/key.pem" }
        /// Where the web server keeps bodies and answers that it collects.
        var spool: String { "\(folder)/spool" }

        /// A shipped text with the edits that concern it.
        func edited(_ text: String) -> String {
            edits.reduce(text) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
        }
    }

    private let settings: Settings
    private let child: ChildProcess

    init(_ kind: Kind, _ settings: Settings) throws {
        // Of every user's, as /tmp is: Apache's workers run as one of their own.
        try FileManager.default.createDirectory(
            atPath: settings.spool, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: settings.spool)
        let (certificate, key) = try Self.certificate.get()
        try certificate.write(to: URL(fileURLWithPath: settings.certificate))
        try key.write(to: URL(fileURLWithPath: settings.key))
        (self.settings, child) = try Self.start(kind, settings)
    }

    /// The port of plain HTTP.
    package var port: UInt16 { settings.ports.http }

    package var prefix: String { settings.prefix }

    /// The URL of HTTPS with the prefix, without a slash at its end.
    package var url: String { "https://127.0.0.1:\(settings.ports.https)\(settings.prefix)" }

    /// The file of the certificate, which vouches for itself.
    package var certificate: String { settings.certificate }

    package var accessLogPath: String { "\(settings.folder)/landing-tracker.access.log" }

    package var accessLog: String {
        get throws { try String(contentsOfFile: accessLogPath, encoding: .utf8) }
    }

    /// Of nginx about requests, of Apache about everything.
    package var errorLog: String {
        get throws { try String(contentsOfFile: "\(settings.folder)/server.log", encoding: .utf8) }
    }

    /// When something was last put into the folder where the web server keeps bodies that it collects, or taken out.
    package var lastSpooled: Date {
        get throws {
            let attributes = try FileManager.default.attributesOfItem(atPath: settings.spool)
            guard let date = attributes[.modificationDate] as? Date else { throw Unexpected("no date") }
            return date
        }
    }

    package func send(_ signal: Int32) {
        child.send(signal)
    }

    /// The numbers of the worker processes, those included that only finish their last requests.
    package var workers: Set<Int32> {
        get throws {
            let path = "/proc/\(child.identifier)/task/\(child.identifier)/children"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            return Set(text.split(separator: " ").compactMap { Int32($0) })
        }
    }

    package func stop() {
        child.stop()
    }

    /// Ends nginx after the last answer; the log is complete then.
    package func finish() throws {
        child.send(SIGQUIT)
        try child.waitForExit()
    }

    /// An unused port can be taken before the server binds it: then another pair is tried.
    private static func start(_ kind: Kind, _ settings: Settings) throws -> (Settings, ChildProcess) {
        var settings = settings
        while true {
            settings.ports.http = try Loopback.unusedPort()
            repeat {
                settings.ports.https = try Loopback.unusedPort()
            } while settings.ports.https == settings.ports.http
            let child = try ChildProcess(
                kind.command(settings), output: "\(settings.folder)/server.log")
            do {
                try waitUntil("\(kind) listens") { try isReady(kind, child, settings) }
                return (settings, child)
            } catch is PortTaken {
                child.stop()
            }
        }
    }

    private struct PortTaken: Error {}

    private static func isReady(
        _ kind: Kind, _ child: ChildProcess, _ settings: Settings
    ) throws -> Bool {
        guard child.isRunning else {
            if child.logText.lowercased().contains("address already in use") { throw PortTaken() }
            throw Unexpected("the web server has ended: \(child.logText)")
        }
        if kind == .caddy { return child.logText.contains(Caddy.isThere) }
        // Written once every port is bound; lighttpd makes the file before that.
        let number = try? String(contentsOfFile: "\(settings.folder)/server.pid", encoding: .utf8)
        return number?.isEmpty == false
    }

    /// Made once for all servers of a run.
    private static let certificate = Result {
        let folder = try TemporaryFolder()
        let (certificate, key) = (folder.path("certificate.pem"), folder.path("key.pem"))
        let outcome = try Command(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-days", "2", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate,
            ]
        ).run()
        guard outcome.status == 0 else { throw Unexpected("openssl: \(outcome.errors)") }
        return (
            certificate: try Data(contentsOf: URL(fileURLWithPath: certificate)),
            key: try Data(contentsOf: URL(fileURLWithPath: key))
        )
    }
}
