import TestSupport
import Testing

/// Which paths are ours, and which stay with whoever owns the server.
extension WebServerTests {
    private static let unknownPaths = [
        "/api/v2", "/api/v2?a=1", "/api/v2/", "/api/v2/none", "/api/v2/track", "/api/v2/track?clickId=\(id)",
        "/api/v2/track/", "/api/v2/tracks", "/api/v2/track/lead/",
    ]
    private static let pathsOfTheOwner = [
        "/", "/api", "/api/", "/api/v3", "/api/v2x", "/api/v20/track/lead", "/apis", "/dashboards",
        "/dashboard.html", "/none",
    ]

    @Test(arguments: WebServer.Kind.allCases, ["", "/tracker"])
    func pathsEndWhereTheyShould(_ kind: WebServer.Kind, _ prefix: String) throws {
        let site = try Site(kind, prefix: prefix, edits: serverLines(Self.ownersAnswer(kind)))
        for path in Self.unknownPaths {
            for method in ["GET", "POST"] {
                let body: [UInt8]? = method == "POST" ? Array("{}".utf8) : nil
                let answer = try site.client().send(method, prefix + path, body: body)
                #expect(answer.status == 404, "\(method) \(path)")
                #expect(answer.body == #"{"code":404,"status":"Not Found"}"#, "\(method) \(path)")
                #expect(answer[header: "content-type"]?.hasPrefix("application/json") == true)
                #expect(answer[header: "x-content-type-options"] == "nosniff", "\(method) \(path)")
            }
        }
        let page = try site.client().get("\(prefix)/dashboard/assets/none")
        #expect(page.status == 404)
        #expect(page.values("content-type") == ["text/html; charset=utf-8"])
        let besidePrefix = prefix.isEmpty ? [] : [prefix, "/api/v2", "/api/v2/track/lead", "/dashboard/"]
        for path in Self.pathsOfTheOwner.map({ prefix + $0 }) + besidePrefix {
            #expect(try site.client().get(path).body == "owner", "\(path)")
        }
    }

    private static func ownersAnswer(_ kind: WebServer.Kind) -> String {
        switch kind {
        case .nginx: "location / { return 200 owner; }"
        case .apacheProxy, .apacheFastCGI, .apacheCGI: #"ErrorDocument 403 "owner""#
        // As every lighttpd of these tests.
        case .lighttpd: ""
        case .caddy: "respond owner"
        }
    }

    /// What the owner has in the server block, beside the shipped file.
    func serverLines(_ lines: String) -> [String: String] {
        ["# Under a prefix": "\(lines)\n# Under a prefix"]
    }
}
