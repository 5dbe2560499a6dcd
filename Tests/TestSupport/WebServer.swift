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

        package var description: String { rawValue }

        /// Whether the web server starts the responder itself.
        package var startsProgram: Bool { self == .apacheFastCGI || self == .apacheCGI }
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
        try Self.makeCertificate(settings)
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
            let command = try kind == .nginx ? Nginx.command(settings) : Apache.command(kind, settings)
            let child = try ChildProcess(command, output: "\(settings.folder)/server.log")
            do {
                try waitUntil("\(kind) listens") { try isReady(child, settings) }
                return (settings, child)
            } catch is PortTaken {
                child.stop()
            }
        }
    }

    private struct PortTaken: Error {}

    private static func isReady(_ child: ChildProcess, _ settings: Settings) throws -> Bool {
        guard child.isRunning else {
            if child.logText.contains("Address already in use") { throw PortTaken() }
            throw Unexpected("the web server has ended: \(child.logText)")
        }
        // Written once every port is bound.
        return FileManager.default.fileExists(atPath: "\(settings.folder)/server.pid")
    }

    private static func makeCertificate(_ settings: Settings) throws {
        let outcome = try Command(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-days", "2", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout", settings.key, "-out", settings.certificate,
            ]
        ).run()
        guard outcome.status == 0 else { throw Unexpected("openssl: \(outcome.errors)") }
    }
}
