import Foundation
import TestSupport
import TestTraits
import Testing

/// A long list of leads as one table, from the program as it is installed.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct LeadDownloadTests {
    private let site: Site
    private let login: Login
    private let folder: TemporaryFolder

    /// Campaigns 43 and 44 have leads, so many of them.
    private static let few = 30_000
    private static let many = 300_000

    init() throws {
        folder = try TemporaryFolder()
        let tracker = Tracker(database: folder.path("tracker.db"))
        for (campaign, count) in [(43, Self.few), (44, Self.many)] {
            try tracker.addSampleCampaign(campaign)
            try Self.addLeads(count, to: campaign, in: tracker)
        }
        site = try Site(databaseFolder: folder.path)
        login = try site.tracker.addToken()
    }

    /// Journeys with a lead each, as nobody else could make them so quickly: they are in no counter.
    private static func addLeads(_ count: Int, to campaign: Int, in tracker: Tracker) throws {
        let statement = """
            INSERT INTO journey (click_id, campaign_id, clicked_at, sent_campaign_id, has_parameters, lead_count,
                postback_count, repeat_count, byte_count, surplus_count, is_lead, created_at, last_activity_at, parameters)
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < \(count))
            SELECT randomblob(16), \(campaign), n * 1000, \(campaign), 0, 1, 0, 0, 2, 0, 1, n * 1000, n * 1000, '{}'
            FROM numbers;
            UPDATE index_progress SET last_journey_id = (SELECT max(id) FROM journey);
            """
        let outcome = try Command(
            "/usr/bin/sqlite3", ["-bail", "-cmd", ".timeout 10000", tracker.database, statement]
        ).run()
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    private static func path(campaign: Int) -> String {
        "/api/v2/reports/leads?campaignId=\(campaign)&format=csv"
    }

    /// - Returns: How many bytes the table has.
    private func download(campaign: Int, expecting count: Int) throws -> Int {
        let outcome = try Command(
            "/usr/bin/curl",
            [
                "--insecure", "--silent", "--show-error", "--fail", "--header", login.header,
                site.url(Self.path(campaign: campaign)),
            ]
        ).run()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.utf8.count { $0 == UInt8(ascii: "\n") } == count + 1)
        return outcome.output.utf8.count
    }

    @Test func memoryDoesNotGrowWithTheList() throws {
        let process = try #require(site.process)
        _ = try download(campaign: 43, expecting: Self.few)
        let before = try process.peakMemoryBytes
        let length = try download(campaign: 44, expecting: Self.many)
        let grown = try process.peakMemoryBytes - before
        #expect(grown < length / 2, "\(grown) bytes more for a table of \(length) bytes")
    }

    /// More than there are threads for reports: each has its beginning, and others their reports.
    @Test func whoDoesNotReadHoldsNoReporter() throws {
        let path = Self.path(campaign: 44)
        let request = WebServerRequest(variables: [
            ("REQUEST_METHOD", "GET"), ("REQUEST_URI", path),
            ("QUERY_STRING", String(path.drop { $0 != "?" }.dropFirst())), ("HTTPS", "on"),
            ("HTTP_AUTHORIZATION", String(login.header.drop { $0 != " " }.dropFirst())),
        ])
        var peers = try (0..<6).map { _ in
            let connection = try WebServerConnection(path: site.folder.path("fcgi.sock"))
            try connection.send(request.bytes)
            return connection
        }
        let report = "/api/v2/reports/leads?campaignId=43&pageSize=1"
        #expect(try site.ask(report, login: login).status == 200)
        let answer = try peers[0].answer()
        #expect(answer.status == 200)
        #expect(answer.body.count { $0 == UInt8(ascii: "\n") } == Self.many + 1)
        peers = []
        #expect(try site.ask(report, login: login).status == 200)
        #expect(peers.isEmpty)
        #expect(site.process?.isRunning == true)
    }
}

extension ChildProcess {
    /// The most memory that it has had (proc(5)).
    fileprivate var peakMemoryBytes: Int {
        get throws {
            let status = try String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
            let digits = line.filter(\.isNumber)
            return try #require(Int(digits)) * 1024
        }
    }
}
