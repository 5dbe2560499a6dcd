import Foundation
import TestSupport

/// The landing page of `conf/examples/php-landing` on a host of its own, with a visitor's view of it.
final class PHPExample: Sendable {
    static let sources = "\(Repository.root)/conf/examples/php-landing"

    /// Those of one host: each serves one visitor at a time.
    let servers: [PHPServer]
    let folder: TemporaryFolder

    /// `settings` are PHP's values that replace those of `config.php`.
    init(
        tracker: String, certificate: String? = nil, settings: [String: String] = [:], options: [String] = [],
        scripts: String = sources, serverCount: Int = 1
    ) throws {
        folder = try TemporaryFolder()
        // Patient with a busy machine, and without a pause after a failure.
        var values = [
            "tracker": "'\(tracker)'", "certificates": certificate.map { "'\($0)'" } ?? "null",
            "unsentFolder": "'\(folder.path("unsent"))'", "connectSeconds": "60.0", "totalSeconds": "60.0",
            "pauseSeconds": "0",
        ]
        values.merge(settings) { $1 }
        let lines = values.map { "'\($0.key)' => \($0.value)," }.sorted().joined(separator: "\n")
        try "<?php\nreturn [\n\(lines)\n] + require '\(Self.sources)/config.php';\n"
            .write(toFile: folder.path("config.php"), atomically: true, encoding: .utf8)
        servers = try (0..<serverCount).map { [folder] number in
            try PHPServer(
                scripts, options: options, environment: ["LANDING_CONFIG": folder.path("config.php")],
                log: folder.path("php-\(number).log"))
        }
    }

    convenience init(
        _ site: Site, settings: [String: String] = [:], options: [String] = [], serverCount: Int = 1
    ) throws {
        try self.init(
            tracker: site.web.url, certificate: site.web.certificate, settings: settings, options: options,
            serverCount: serverCount)
    }

    /// Of the first server, without a slash at its end.
    var url: String { servers[0].url }

    /// Opens the page.
    ///
    /// - Returns: The click id in its form.
    @discardableResult
    func visit(_ query: String = "source=facebook", at number: Int = 0) throws -> String {
        let page = try Curl.get("\(servers[number].url)/index.php?\(query)")
        let hidden = /name="sub1" value="([0-9a-f-]{36})"/
        guard page.status == 200, let match = page.body.firstMatch(of: hidden) else {
            throw Unexpected("\(page.status): \(page.body)")
        }
        return String(match.output.1)
    }

    /// Sends the form.
    func order(_ fields: String, at number: Int = 0) throws -> Answer {
        try Curl.post("\(servers[number].url)/submit.php", fields, type: "application/x-www-form-urlencoded")
    }

    /// The lines of a file of events, each a JSON object.
    func lines(_ name: String) -> [String] {
        let text = (try? String(contentsOfFile: folder.path("unsent/\(name)"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    var unsent: [String] { lines("unsent.jsonl") }
    var rejected: [String] { lines("rejected.jsonl") }

    /// What PHP has said.
    var logText: String { servers.map(\.logText).joined() }

    /// The permissions of a file or folder.
    func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: folder.path(name))[.posixPermissions] as? Int
    }
}
