import Foundation
import TestSupport

/// Paths, header fields, and the records that a request comes in.
extension HostileInput {
    static let targets: [HostileInput] = [
        ("letters", "a"), ("slashes", "/"), ("escaped letters", "%61"), ("escaped slashes", "%2F"),
        ("bytes above ASCII", "é"), ("dots", "../"), ("percent signs", "%"), ("segments", "/x"),
    ].flatMap { title, text in
        let tail = String(repeating: text, count: mostVariableBytes / text.utf8.count)
        return [
            HostileInput("path: \(title)") { _ in .get("/api/v2/track/" + tail, []) },
            HostileInput("path: \(title) behind a login") { _ in .get("/api/v2/reports/leads/" + tail, []) },
            HostileInput("path: \(title) as a whole URL") { _ in .get("http://" + tail, []) },
        ]
    }

    static let headers: [HostileInput] = [
        field("CONTENT_TYPE", of: "a"), field("CONTENT_TYPE", of: "a/b;"), field("CONTENT_TYPE", of: " "),
        field("CONTENT_TYPE", of: "A"), field("HTTP_CONTENT_ENCODING", of: "A"),
        field("HTTP_CONTENT_ENCODING", of: " "), field("CONTENT_LENGTH", of: "9"),
        field("REQUEST_METHOD", of: "A"), field("HTTPS", of: "A"), field("REMOTE_ADDR", of: ":"),
        field("HTTP_ORIGIN", of: "a"), field("HTTP_ACCESS_CONTROL_REQUEST_HEADERS", of: "a,"),
        field("HTTP_ACCEPT", of: "a/b;q=0.1,"), field("SCRIPT_NAME", of: "/é"),
        field("HTTP_COOKIE", of: "a=b;"),
        login("Basic ", "QUFB"), login("Basic ", " "), login("Basic ", "="), login("", "Basic "),
        login("Bearer ", "A"), login("Bearer ", "é"), login("", " "), login("", "A"),
        HostileInput("headers: as many as there is room for") { id in
            let names = (0..<6_000).map { ("H\($0)", "1") }
            return .get("/api/v2/track/lead", names + [("QUERY_STRING", "clickId=\(id)")])
        },
        HostileInput("headers: empty ones") { id in
            let names = (0..<12_000).map { _ in ("A", "") }
            return .get("/api/v2/track/lead", names + [("QUERY_STRING", "clickId=\(id)")])
        },
        HostileInput("OPTIONS") { _ in
            WebServerRequest(variables: [
                ("REQUEST_METHOD", "OPTIONS"), ("REQUEST_URI", "/api/v2/track/click"),
            ])
        },
        HostileInput("health") { _ in .get("/api/v2/health", []) },
        HostileInput("the API's description without a login") { _ in .get("/api/v2/openapi.json", []) },
    ]

    static let records: [HostileInput] = [
        HostileInput("records: a body of one byte each") { id in
            var request = WebServerRequest.event("lead", Array(#"{"clickId":"\#(id)","a":"\#(text)"}"#.utf8))
            request.recordBytes = 1
            return request
        },
        HostileInput("records: a body with much padding") { id in
            var request = WebServerRequest.event("lead", Array(#"{"clickId":"\#(id)","a":"\#(text)"}"#.utf8))
            request.recordBytes = 256
            request.padding = 255
            return request
        },
        HostileInput("records: a body over the limit") { _ in
            .event("lead", .filled(8 * mostBytes, with: "x"))
        },
        HostileInput("records: a body over the limit, of small records") { _ in
            var request = WebServerRequest.event("lead", .filled(2 * mostBytes, with: "x"))
            request.recordBytes = 16
            return request
        },
    ]

    private static let text = String(repeating: "x", count: 200_000)

    private static func field(_ name: String, of text: String) -> HostileInput {
        HostileInput("header: \(name) of \(text.debugDescription)") { id in
            var request = WebServerRequest.event("lead", Array(#"{"clickId":"\#(id)"}"#.utf8))
            request.variables.removeAll { $0.0 == name }
            request.variables.append(
                (name, String(repeating: text, count: mostVariableBytes / text.utf8.count)))
            return request
        }
    }

    /// A login that is none.
    private static func login(_ beginning: String, _ text: String) -> HostileInput {
        HostileInput("login: \(beginning)\(text.debugDescription)...") { _ in
            let value = beginning + String(repeating: text, count: mostVariableBytes / text.utf8.count)
            return .get("/api/v2/core/campaigns", [("HTTP_AUTHORIZATION", value)])
        }
    }
}
