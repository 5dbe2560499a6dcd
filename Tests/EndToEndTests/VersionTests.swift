import TestSupport
import TestTraits
import Testing

/// What runs, asked in four ways.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct VersionTests {
    @Test func everybodyIsToldTheSameVersion() throws {
        let site = try Site()
        let version = try #require(
            try Command(Repository.program, ["--version"]).run().output.wholeMatch(of: /(\d+\.\d+\.\d+)\n/)
        ).output.1
        #expect(try #require(site.process).logText.contains("version=\(version) "))

        let (client, login) = (site.client(), try site.tracker.addToken())
        let openAPI = try client.send("GET", "/api/v2/openapi.json", headers: [login.header])
        #expect(openAPI.body.contains(#""version":"\#(version)""#))
        let health = try client.send("GET", "/api/v2/health", headers: [login.header])
        #expect(health.body == #"{"healthy":true,"version":"\#(version)"}"#)
        #expect(try client.get("/api/v2/health").body == #"{"healthy":true}"#)
    }
}
