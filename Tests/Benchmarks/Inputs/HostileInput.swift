import TestSupport

/// A request that anybody can send, as dear as it can be made.
struct HostileInput: Sendable {
    let title: String
    /// With a click id that no request before has had.
    let request: @Sendable (_ clickID: String) -> WebServerRequest

    static let all = bodies + members + forms + queries + targets + headers + records

    /// The largest body that is read.
    static let mostBytes = 1024 * 1024
    /// Of a query, a path or a header: what a request's variables may hold, less what belongs to each.
    static let mostVariableBytes = 60_000

    init(_ title: String, _ request: @escaping @Sendable (String) -> WebServerRequest) {
        self.title = title
        self.request = request
    }

    /// An event in JSON, of which `members` follow the click id; cut at the largest size.
    static func json(_ title: String, to path: String = "postback", _ members: String) -> HostileInput {
        HostileInput("JSON: \(title)") { id in
            .event(path, Array(#"{"clickId":"\#(id)","campaignId":42,\#(members)}"#.utf8))
        }
    }

    /// A form of which `fields` follow the click id.
    static func form(_ title: String, to path: String = "postback", _ fields: [UInt8]) -> HostileInput {
        HostileInput("form: \(title)") { id in
            .event(
                path, Array("clickId=\(id)&".utf8) + fields, mediaType: "application/x-www-form-urlencoded")
        }
    }

    static func query(_ title: String, _ fields: [UInt8]) -> HostileInput {
        HostileInput("query: \(title)") { id in
            // What is no UTF-8 becomes three bytes.
            let isText = String(validating: fields, as: UTF8.self) != nil
            let query =
                "clickId=\(id)&".utf8 + fields.prefix(isText ? mostVariableBytes : mostVariableBytes / 3)
            return .get("/api/v2/track/postback", [("QUERY_STRING", String(decoding: query, as: UTF8.self))])
        }
    }
}

extension WebServerRequest {
    /// A POST of an event.
    static func event(_ path: String, _ body: [UInt8], mediaType: String = "application/json") -> Self {
        WebServerRequest(
            variables: [
                ("REQUEST_METHOD", "POST"), ("REQUEST_URI", "/api/v2/track/\(path)"),
                ("CONTENT_TYPE", mediaType),
            ], body: body)
    }

    static func get(_ path: String, _ others: [(String, String)]) -> Self {
        WebServerRequest(
            variables: [("REQUEST_METHOD", "GET"), ("REQUEST_URI", path), ("HTTPS", "on")] + others)
    }
}

extension [UInt8] {
    /// A text so often that it has at most so many bytes.
    static func filled(_ count: Int, with text: String) -> [UInt8] {
        filled(count, with: Array(text.utf8))
    }

    static func filled(_ count: Int, with bytes: [UInt8]) -> [UInt8] {
        [UInt8](repeatElement(bytes, count: count / bytes.count).joined())
    }
}

extension String {
    /// A text so often that it nearly fills the largest body.
    static func filling(_ text: String, less bytes: Int = 200) -> String {
        String(repeating: text, count: (HostileInput.mostBytes - bytes) / text.utf8.count)
    }
}
