import Foundation
import TestSupport
import TestTraits
import Testing

/// Reports whose clients leave before they are ready.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct AbandonedReportTests {
    private static let day = "2025-01-30"
    private let site: Site
    private let login: Login

    /// A site where statistics of campaign 42 take for ever, and those of campaign 43 do not.
    init() throws {
        site = try Site()
        login = try site.tracker.addToken()
        try site.tracker.addSampleCampaign(43)
        let expenses = """
            {"campaignId":42,"distributionParameter":"source",
            "dates":[{"date":"\(Self.day)","distribution":{"endless":1}}]}
            """
        #expect(try site.ask("POST", "/api/v2/reports/expenses", expenses, login: login).status == 200)
        let outcome = try Command(
            "/usr/bin/sqlite3",
            [
                "-cmd", ".timeout 10000", site.tracker.database,
                """
                ALTER TABLE expense RENAME TO true_expense;
                CREATE VIEW expense AS SELECT * FROM true_expense WHERE value <> 'endless' OR (
                    WITH RECURSIVE numbers (n) AS (SELECT campaign_id UNION ALL SELECT n + 1 FROM numbers)
                    SELECT count(*) FROM numbers) > 0;
                """,
            ]
        ).run()
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    private static func path(campaign: Int) -> String {
        "/api/v2/reports/statistics?campaignId=\(campaign)&periodStart=\(day)&periodEnd=\(day)"
    }

    /// Whether both threads for reports have one to make.
    private func waitUntilReportersAreBusy() throws {
        let process = try #require(site.process)
        try waitUntil("both reporters are busy") { process.runnableThreadCount >= 2 }
    }

    /// Each of the two before whose turn it is, and of the two behind them, would take 30 s.
    private func expectAReport() throws {
        let start = ContinuousClock.now
        let answer = try site.ask(Self.path(campaign: 43), login: login)
        #expect(answer.status == 200, "\(answer.body)")
        #expect(ContinuousClock.now - start < .seconds(50))
    }

    @Test func reportsOfOthersDoNotWaitBehindNginx() throws {
        let clients = try (0..<4).map { number in
            try ChildProcess(
                Command(
                    "/usr/bin/curl",
                    ["--insecure", "--silent", "--header", login.header, site.url(Self.path(campaign: 42))]),
                output: site.folder.path("client \(number)"))
        }
        try waitUntilReportersAreBusy()
        for client in clients { client.stop() }
        try expectAReport()
    }

    @Test func reportsOfOthersDoNotWaitBehindTheSocket() throws {
        let path = Self.path(campaign: 42)
        let request = WebServerRequest(variables: [
            ("REQUEST_METHOD", "GET"), ("REQUEST_URI", path),
            ("QUERY_STRING", String(path.drop { $0 != "?" }.dropFirst())), ("HTTPS", "on"),
            ("HTTP_AUTHORIZATION", String(login.header.drop { $0 != " " }.dropFirst())),
        ])
        var clients = try (0..<4).map { _ in
            let connection = try WebServerConnection(path: site.folder.path("fcgi.sock"))
            try connection.send(request.bytes)
            return connection
        }
        try waitUntilReportersAreBusy()
        clients = []
        try expectAReport()
        #expect(clients.isEmpty)
    }
}
