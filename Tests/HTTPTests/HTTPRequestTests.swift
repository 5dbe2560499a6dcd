import HTTP
import Testing

struct HTTPRequestTests {
    @Test(arguments: [
        ("GET", HTTPMethod.get), ("HEAD", .head), ("POST", .post), ("PUT", .put), ("PATCH", .patch),
        ("DELETE", .delete), ("OPTIONS", .options), ("TRACE", .other), ("get", .other), ("", .other),
    ])
    func methodIsReadByItsExactName(name: String, method: HTTPMethod) {
        #expect(request([("REQUEST_METHOD", name)]).method == method)
    }

    @Test func missingMethodIsNoMethod() {
        #expect(request([]).method == .other)
    }

    @Test(arguments: [
        ("/api/v2/track/lead?clickId=1", "/api/v2/track/lead"),
        ("/api/v2/track/lead?", "/api/v2/track/lead"),
        ("/", "/"),
        ("/api/v2/track/%6Cead", "/api/v2/track/lead"),
        ("/api/v2/track/%6cead", "/api/v2/track/lead"),
        ("/%41%7a%30%2D%2e%5f%7E", "/Az0-._~"),
        ("/api%2Fv2", "/api%2Fv2"), ("/api%2fv2", "/api%2fv2"),
        ("/a//b", "/a//b"), ("/a/../b", "/a/../b"), ("/a/%2E%2E/b", "/a/../b"),
        ("/a%", "/a%"), ("/a%6", "/a%6"), ("/a%ZZ", "/a%ZZ"), ("/a%00", "/a%00"),
        ("/caf\u{e9}", "/caf%C3%A9"), ("/caf%c3%a9", "/caf%c3%a9"), ("/\u{212A}", "/%E2%84%AA"),
        ("http://tracker.example/api/v2/health?x", "/api/v2/health"),
        ("HTTPS://tracker.example:8443/api/v2/health", "/api/v2/health"),
        ("http://tracker.example", "/"), ("http://tracker.example?x=/y", "/"),
        ("/http://tracker.example/a", "/http://tracker.example/a"),
        ("*", "*"), ("tracker.example:443", "tracker.example:443"),
    ])
    func pathIsThatOfTheTarget(target: String, path: String) {
        #expect(request([("REQUEST_URI", target)]).path == path)
    }

    @Test(arguments: [
        ("/tracker", "/tracker/api/v2/health", "/api/v2/health"),
        ("/tracker/", "/tracker/api/v2/health", "/api/v2/health"),
        ("tracker", "/tracker/api/v2/health", "/api/v2/health"),
        ("/a/b//", "/a/b/api/v2/health", "/api/v2/health"),
        ("/my%2Dtracker", "/my-tracker/api", "/api"), ("/my-tracker", "/my%2dtracker/api", "/api"),
        ("", "/api/v2/health", "/api/v2/health"), ("/", "/api/v2/health", "/api/v2/health"),
        ("/tracker", "/tracker/", "/"),
        ("/tracker", "http://host/tracker/api", "/api"),
        ("/tracker", "/tracker//api", "//api"),
        ("/tracker", "/tracker", ""), ("/tracker", "/tracker?a", ""),
        ("/tracker", "/trackerapi/v2/health", ""),
        ("/tracker", "/api/v2/health", ""), ("/tracker", "/Tracker/api", ""),
        ("/tracker", "//tracker/api", ""),
        ("/tracker", "/x/tracker/api", ""),
    ])
    func prefixIsTakenOff(prefix: String, target: String, path: String) {
        #expect(request([("REQUEST_URI", target), ("LANDING_TRACKER_PREFIX", prefix)]).path == path)
    }

    @Test(arguments: [
        ("/tracker", "/tracker"), ("/tracker/", "/tracker"), ("tracker", "/tracker"), ("/a/b//", "/a/b"),
        ("", ""), ("/", ""),
    ])
    func prefixIsTold(chosen: String, prefix: String) {
        let variables = [("REQUEST_URI", "\(prefix)/api/v2"), ("LANDING_TRACKER_PREFIX", chosen)]
        #expect(request(variables).prefix == prefix)
    }

    @Test(arguments: [
        ("/cgi-bin/landing-tracker", "/cgi-bin/landing-tracker/api/v2/health", "/api/v2/health"),
        ("/cgi-bin/landing-tracker", "/cgi-bin/landing%2Dtracker/api/v2/health", "/api/v2/health"),
        ("/cgi-bin/landing-tracker", "/cgi-bin/landing-trackers/api", "/cgi-bin/landing-trackers/api"),
        ("/cgi-bin/landing-tracker", "/api/v2/health", "/api/v2/health"),
        ("/api/v2/health", "/api/v2/health", "/api/v2/health"),
        ("/api/v2/health", "/api/v2/health?a=/b", "/api/v2/health"),
        ("/", "/api/v2/health", "/api/v2/health"), ("", "/api/v2/health", "/api/v2/health"),
    ])
    func programNameIsThePrefixOfPlainCGI(script: String, target: String, path: String) {
        let request = request([("REQUEST_URI", target), ("SCRIPT_NAME", script)])
        #expect((request.belowProgram ?? request).path == path)
    }

    /// Only who knows the routes can tell which of the two it is.
    @Test func programNameIsNoPartOfThePathBelowIt() {
        let request = request([("REQUEST_URI", "/cgi-bin/lt/api?a=b"), ("SCRIPT_NAME", "/cgi-bin/lt")])
        #expect(request.path == "/cgi-bin/lt/api")
        #expect(request.prefix == "")
        #expect(request.belowProgram?.path == "/api")
        #expect(request.belowProgram?.prefix == "/cgi-bin/lt")
        #expect(request.belowProgram.map { text($0.query) } == "a=b")
    }

    @Test func chosenPrefixGoesBeforeTheProgramName() {
        let variables = [
            ("REQUEST_URI", "/t/api/x"), ("SCRIPT_NAME", "/t/api"), ("LANDING_TRACKER_PREFIX", "/t"),
        ]
        #expect(request(variables).path == "/api/x")
        #expect(request(variables).belowProgram == nil)
    }

    /// `/` is the root, chosen by the administrator.
    @Test func chosenRootGoesBeforeTheProgramName() {
        let variables = [
            ("REQUEST_URI", "/t/api/x"), ("SCRIPT_NAME", "/t"), ("LANDING_TRACKER_PREFIX", "/"),
        ]
        #expect(request(variables).path == "/t/api/x")
        #expect(request(variables).belowProgram == nil)
    }

    @Test(arguments: [
        ("/cgi-bin/landing-tracker", "/api/v2/health", "/api/v2/health"),
        ("/api/v2/health", "", "/api/v2/health"),
        ("", "/api/v2/health", "/api/v2/health"),
        ("", "/api/v2/track/%6Cead", "/api/v2/track/%256Cead"),
        ("", "/caf\u{e9}", "/caf%C3%A9"),
    ])
    func pathIsPutTogetherWhenTheTargetIsMissing(script: String, info: String, path: String) {
        let variables = [("SCRIPT_NAME", script), ("PATH_INFO", info), ("QUERY_STRING", "a=b")]
        for request in [request(variables), request(variables + [("REQUEST_URI", "")])] {
            #expect((request.belowProgram ?? request).path == path)
        }
        #expect(text(request(variables).query) == "a=b")
    }

    @Test(arguments: [
        ("/a?b=c", nil, "b=c"), ("/a?b=c", "d=e", "d=e"), ("/a?b=c", "", ""), ("/a", nil, ""),
        ("/a?", nil, ""),
        ("/a?b?c", nil, "b?c"), ("http://host?b", nil, "b"),
    ])
    func queryIsTheServersElseTheTargets(target: String, query: String?, expected: String) {
        let variables = [("REQUEST_URI", target)] + (query.map { [("QUERY_STRING", $0)] } ?? [])
        #expect(text(request(variables).query) == expected)
    }

    @Test func headersAreReadByName() {
        let request = request([
            ("HTTP_AUTHORIZATION", "Basic eA=="), ("HTTP_X_REQUESTED_WITH", "x"),
            ("CONTENT_TYPE", "text/plain"),
        ])
        #expect(request.header("Authorization") == "Basic eA==")
        #expect(request.header("x-requested-with") == "x")
        #expect(request.header("Content-Type") == "text/plain")
        #expect(request.header("Origin") == nil)
    }

    @Test(arguments: [
        (nil, false), ("", false), ("identity", false), (" Identity ", false), ("gzip", true),
        ("br, identity", true),
    ])
    func encodedBodiesAreKnown(encoding: String?, expected: Bool) {
        let variables = encoding.map { [("HTTP_CONTENT_ENCODING", $0)] } ?? []
        #expect(request(variables).isBodyEncoded == expected)
    }

    @Test(arguments: [(nil, false), ("on", true), ("ON", true), ("", false), ("off", false)])
    func secureConnectionsAreKnown(https: String?, expected: Bool) {
        #expect(request(https.map { [("HTTPS", $0)] } ?? []).isSecure == expected)
    }

    @Test func addressIsTheServersOwnFinding() {
        let variables = [("HTTP_X_FORWARDED_FOR", "192.0.2.1"), ("REMOTE_ADDR", "198.51.100.7")]
        #expect(request(variables).remoteAddress == "198.51.100.7")
    }

    private func request(_ variables: [(String, String)]) -> HTTPRequest {
        HTTPRequest(cgi: CGIVariables(variables), body: .complete([]))
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
