import Foundation
import TestSupport
import TestTraits
import Testing

/// What `make demo` makes before it serves.
@Suite(.ownThread, .timeLimit(.minutes(30)))
struct DemoDatabaseTests {
    private let folder: TemporaryFolder
    private let tracker: Tracker

    init() throws {
        folder = try TemporaryFolder()
        tracker = Tracker(database: folder.path("tracker.db"))
    }

    private func demo(journeys: Int = 2_000) throws -> Command.Outcome {
        let arguments = [
            "--database", tracker.database, "--journeys", "\(journeys)", "--until", "1795777777",
        ]
        return try Command(Repository.built("demo"), arguments).run()
    }

    @Test func databaseIsSoundAndItsFiguresArePlausible() throws {
        let outcome = try demo()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("100 % of "))
        #expect(try tracker.run(["db", "verify"]).status == 0)
        #expect(try tracker.rows("SELECT count(*) FROM journey") == ["2000"])
        #expect(try tracker.rows("SELECT count(*) FROM journey WHERE campaign_id IS NULL") != ["0"])

        for (campaign, source) in [(42, "tiktok"), (43, "native"), (44, "push")] {
            let lines = try tracker.output([
                "report", "\(campaign)", "--from", "2026-09-29", "--to", "2026-11-27", "--group-by", "source",
                "--csv",
            ]).split(separator: "\r\n")
            #expect(lines.contains { $0.contains(",\(source),") })
        }
        let report = try tracker.output([
            "report", "42", "--from", "2026-09-29", "--to", "2026-11-27", "--json",
        ])
        for figure in [#""expenses":0.00,"roi_accepted""#, #""clicks":0,"#] {
            #expect(!report.components(separatedBy: #""total":"#)[1].contains(figure), "\(figure)")
        }
    }

    /// The same journeys each time, but for the password.
    @Test func demoIsTheSameEachTime() throws {
        _ = try demo(journeys: 200)
        let query = "SELECT lower(hex(click_id)), clicked_at FROM journey ORDER BY id"
        let first = try tracker.rows(query)
        try FileManager.default.removeItem(atPath: tracker.database)
        _ = try demo(journeys: 200)
        #expect(try tracker.rows(query) == first)
        #expect(first.count == 200)
    }

    @Test func databaseThatIsThereIsLeftAsItIs() throws {
        try tracker.addSampleCampaign()
        let before = try Data(contentsOf: URL(fileURLWithPath: tracker.database))
        let outcome = try demo()
        #expect(outcome.status == 0)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("is there already"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: tracker.database)) == before)
    }

    @Test func interruptedRunIsBegunAnew() throws {
        for ending in ["", "-wal", "-shm"] {
            try "rest".write(toFile: tracker.database + ".part" + ending, atomically: true, encoding: .utf8)
        }
        #expect(try demo(journeys: 20).status == 0)
        #expect(try tracker.rows("SELECT count(*) FROM journey") == ["20"])
        #expect(!FileManager.default.fileExists(atPath: tracker.database + ".part"))
    }

    @Test func userOfTheDemoLogsInWithThePrintedPassword() throws {
        let password = try demo(journeys: 20).output.trimmingCharacters(in: .newlines)
        #expect(password.utf8.count == 16)
        let served = try ServedSocket(database: tracker.database)
        #expect(try logIn(served, Login(user: "demo", password: password)) == 200)
        #expect(try logIn(served, Login(user: "demo", password: "demo")) == 401)
    }

    private func logIn(_ served: ServedSocket, _ login: Login) throws -> Int {
        let request = WebServerRequest(
            isKept: false,
            variables: [
                ("REQUEST_METHOD", "GET"), ("REQUEST_URI", "/api/v2/core/campaigns"),
                ("REMOTE_ADDR", "127.0.0.1"),
                ("HTTP_AUTHORIZATION", String(login.header.dropFirst("Authorization: ".count))),
            ])
        return try WebServerConnection(path: served.socket).answer(to: request).status
    }
}
