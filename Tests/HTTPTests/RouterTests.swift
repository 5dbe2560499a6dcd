import HTTP
import Testing

struct RouterTests {
    private let router = Router([
        (path: "/api/v2/health", endpoint: "health"),
        (path: "/campaigns/<id>", endpoint: "campaign"),
        (path: "/campaigns/new", endpoint: "new"),
        (path: "/campaigns/<id>/leads/<clickId>", endpoint: "lead"),
        (path: "/", endpoint: "root"),
    ])

    @Test(arguments: [
        ("/api/v2/health", "health"), ("/campaigns/42", "campaign"), ("/campaigns/new", "new"),
        ("/campaigns/42/leads/x", "lead"), ("/", "root"), ("/campaigns/%2F", "campaign"),
        ("/campaigns/<id>", "campaign"),
    ])
    func pathFindsItsEndpoint(path: String, expected: String) {
        #expect(router.match(path)?.endpoint == expected)
    }

    @Test(arguments: [
        "", "/api/v2/health/", "//api/v2/health", "/api/v2//health", "/API/v2/health", "/api/v2/healthy",
        "/api/v2/%68ealth", "api/v2/health", "/campaigns/", "/campaigns", "/campaigns/42/",
        "/campaigns//leads/x",
        "/campaigns/42/leads", "/campaigns/42/Leads/x", "/x/campaigns/42", "*",
    ])
    func otherPathsFindNothing(path: String) {
        #expect(router.match(path) == nil)
    }

    @Test func namedSegmentsAreGivenByName() throws {
        let match = try #require(router.match("/campaigns/42/leads/%7Ba+b%7d%FF"))
        #expect(match.parameters["id"] == "42")
        #expect(match.parameters["clickId"] == "{a+b}%FF")
        #expect(match.parameters["other"] == nil)
    }
}
