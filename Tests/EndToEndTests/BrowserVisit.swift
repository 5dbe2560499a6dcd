import Foundation
import TestSupport

/// A visit of a real browser to a landing page on an origin of its own, whose script sends events.
final class BrowserVisit: Sendable {
    /// What the script tries.
    struct Attempt: Encodable {
        enum Way: String, Encodable {
            case fetch, textBeacon, blobBeacon
        }

        var way = Way.fetch
        /// Below the tracker's URL.
        let path: String
        var headers: [String: String] = [:]
        var body = ""
        /// How many stand in front of the body.
        var spaces = 0
    }

    /// What the script could read: with status 0 what the browser said instead, of a beacon whether it took it.
    struct Outcome: Decodable, Equatable {
        let status: Int
        let body: String
    }

    let outcomes: [Outcome]
    private let landing: PHPServer
    private let browser: Browser
    private let folder: TemporaryFolder

    /// Returns when the script has tried everything, one after the other; beacons may be on their way still.
    init(to site: Site, _ attempts: [Attempt]) throws {
        let folder = try TemporaryFolder()
        let report = folder.path("report")
        landing = try PHPServer(
            environment: [
                "TRACKER_URL": site.web.url, "REPORT": report,
                "ATTEMPTS": String(decoding: try JSONEncoder().encode(attempts), as: UTF8.self),
            ],
            log: folder.path("php.log"))
        let browser = try Browser(opening: "\(landing.url)/browser.php")
        try waitUntil("the page reports") {
            guard browser.isRunning else { throw Unexpected("the browser has ended: \(browser.logText)") }
            return FileManager.default.fileExists(atPath: report)
        }
        outcomes = try JSONDecoder().decode(
            [Outcome].self, from: Data(contentsOf: URL(fileURLWithPath: report)))
        self.browser = browser
        self.folder = folder
    }
}
