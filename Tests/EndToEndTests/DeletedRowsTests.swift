import Foundation
import TestSupport
import TestTraits
import Testing

/// Rows of one person that somebody has deleted with SQL, past the program.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct DeletedRowsTests {
    private static let clickID = "0d9a3c5e-58d3-4a7e-9c11-3f0a5d5b7e01"
    private static let kinds = ["click", "lead", "postback"]
    private let site: Site

    init() throws {
        site = try Site()
        try expectEventsTaken()
    }

    /// Said once, and each later event of that click id is stored: it begins another journey.
    @Test func laterEventsAreTakenAndItIsToldOnce() throws {
        try delete()
        try expectEventsTaken()
        try expectEventsTaken()
        #expect(logCount() == 1, "\(site.process?.logText ?? "")")
        #expect(try site.tracker.journey(Self.clickID).leads.count == 2)
        site.process?.stop()
        try site.startResponder()
        try expectEventsTaken()
        #expect(logCount() == 0, "\(site.process?.logText ?? "")")
    }

    /// Nobody who reads meets the gap as a fault; `db verify` tells of it.
    @Test func readersGoOn() throws {
        try delete()
        let login = try site.tracker.addToken()
        let yesterday = Date(timeIntervalSinceNow: -86_400).formatted(.iso8601.year().month().day())
        let day = "campaignId=42&periodStart=\(yesterday)"
        for path in [
            "statistics?\(day)", "statistics?\(day)&groupParameters=source", "leads?\(day)", "unattributed",
        ] {
            #expect(try site.ask("/api/v2/reports/\(path)", login: login).status == 200, "\(path)")
        }
        #expect(try site.ask("/api/v2/core/campaigns", login: login).status == 200)
        #expect(try site.tracker.run(["journey", Self.clickID]).status == 64)
        #expect(try site.tracker.run(["db", "verify"]).status == 70)
    }

    private func expectEventsTaken() throws {
        for kind in Self.kinds {
            let event = #"{"clickId":"\#(Self.clickID)","campaignId":42,"status":"approved","source":"x"}"#
            let answer = try site.client().post("/api/v2/track/\(kind)", event)
            #expect(answer.status == 201, "\(kind): \(answer.body)")
        }
    }

    private func delete() throws {
        let id = Self.clickID.replacing("-", with: "")
        let journey = "(SELECT id FROM journey WHERE click_id = x'\(id)')"
        let rows = """
            DELETE FROM lead WHERE journey_id = \(journey);
            DELETE FROM postback WHERE journey_id = \(journey);
            DELETE FROM journey WHERE click_id = x'\(id)';
            """
        let outcome = try Command(
            "/usr/bin/sqlite3", ["-cmd", ".timeout 10000", site.tracker.database, rows]
        ).run()
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    /// By the process that runs now.
    private func logCount() -> Int {
        site.process?.logText.ranges(of: "entry of the index without its journey").count ?? 0
    }
}
