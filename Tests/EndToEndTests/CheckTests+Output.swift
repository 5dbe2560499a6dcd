import Foundation
import TestSupport
import Testing

/// For programs, and for who wants to hear of trouble alone.
extension CheckTests {
    private struct Row: Decodable {
        let name: String
        let status: String
        let text: String
        let cure: String?
    }

    @Test func rowsAreADocument() throws {
        try tracker.addSampleCampaign()
        let outcome = try check(["--listen", "unix:\(socket)", "--json"])
        let rows = try JSONDecoder().decode([Row].self, from: Data(outcome.output.utf8))
        #expect(outcome.status == 78)
        #expect(Set(rows.map(\.status)) == ["ok", "warn", "fail"])
        let listen = try #require(rows.first { $0.name == "listen" })
        #expect(listen.status == "fail")
        #expect(listen.text == "unix:\(socket): Nobody listens.")
        #expect(listen.cure?.hasPrefix("Start the service") == true)
        #expect(rows.contains { $0.name == "backup" && $0.status == "warn" })
        #expect(rows.contains { $0.name == "setting" && $0.text == "body-limit: 1048576 (default)" })
        #expect(rows.first { $0.name == "database" }?.cure == nil)
        #expect(outcome.errors.contains("landing-tracker: Nobody listens."))
    }

    @Test(arguments: [[], ["--json"]])
    func quietCheckSaysWhatIsNotInOrder(_ flags: [String]) throws {
        try tracker.addSampleCampaign()
        let arguments = ["--no-listen", "--quiet"] + flags
        let warning = try check(arguments)
        #expect(warning.status == 0)
        #expect(
            warning.output.hasPrefix(flags.isEmpty ? "warn   backup" : #"[{"name":"backup","status":"warn""#))
        #expect(warning.output.split(separator: "\n").count == 1, "\(warning.output)")
        try tracker.output(["db", "backup", folder.path("backup.db")])
        let good = try check(arguments)
        #expect(good.status == 0)
        #expect(good.output == (flags.isEmpty ? "" : "[]\n"))
        #expect(good.errors == "")
    }
}
