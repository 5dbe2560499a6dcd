/// A request and what must be answered, whichever web server is in between.
struct Exchange: Sendable, CustomStringConvertible {
    let description: String
    let method: String
    let path: String
    var headers: [String] = []
    var body: String?
    let status: Int
    /// The whole body of the answer; nil: not looked at.
    var answer: String?
    /// Headers that the answer must have, names in lower case.
    var answerHeaders: [String: String] = [:]
}

extension Exchange {
    private static let id = "0d9a3c5e-58d3-4a7e-9c11-3f0a5d5b7e01"
    private static let created = #"{"clickId":"0d9a3c5e-58d3-4a7e-9c11-3f0a5d5b7e01"}"#
    private static let json = ["Content-Type: application/json"]
    private static let openToAll = ["access-control-allow-origin": "*"]

    private static func unprocessable(_ errors: String) -> String {
        #"{"code":422,"status":"Unprocessable Entity","errors":\#(errors)}"#
    }

    /// What is stored.
    static let accepted: [Exchange] = [
        Exchange(
            description: "a click", method: "POST", path: "click", headers: json,
            body: #"{"clickId":"\#(id)","campaignId":42}"#, status: 201, answer: created,
            answerHeaders: openToAll.merging(["content-type": "application/json"]) { $1 }),
        Exchange(
            description: "a click in other spellings", method: "POST", path: "click",
            headers: ["Content-Type: application/ld+json; charset=utf-8"],
            body: #" {"clickId":"{\#(id.uppercased())}","campaignId":"42"} "#, status: 201, answer: created),
        Exchange(
            description: "a lead as JSON", method: "POST", path: "lead", headers: json,
            body: #"{"clickId":"\#(id)","naïve":"日本"}"#, status: 201, answer: created),
        Exchange(
            description: "a lead as a query", method: "GET",
            path: "lead?clickId=\(id)&a+b=%E6%97%A5&bad=%ZZ%FF", status: 201, answer: created),
        Exchange(
            description: "a lead as a form", method: "POST", path: "lead",
            headers: ["Content-Type: application/x-www-form-urlencoded"], body: "clickId=\(id)&a=1",
            status: 201, answer: created),
        Exchange(
            description: "a postback as JSON", method: "POST", path: "postback", headers: json,
            body: #"{"clickId":"\#(id)","status":"approved"}"#, status: 201, answer: created),
        Exchange(
            description: "a postback as a query", method: "GET",
            path: "postback?clickId=\(id)&status=approved", status: 201, answer: created),
    ]

    /// What is refused, and how; `path` stands behind `/api/v2/track/`.
    static let refused: [Exchange] = [
        Exchange(
            description: "malformed JSON", method: "POST", path: "click", headers: json, body: "{",
            status: 400,
            answer: #"{"code":400,"status":"Bad Request","errors":{"json":["Invalid JSON body."]}}"#,
            answerHeaders: openToAll),
        Exchange(
            description: "a malformed id", method: "POST", path: "click", headers: json,
            body: #"{"clickId":"1","campaignId":42}"#, status: 422,
            answer: unprocessable(#"{"json":{"clickId":["Not a valid UUID."]}}"#)),
        Exchange(
            description: "no id in a query", method: "GET", path: "lead?offer_id=456", status: 422,
            answer: unprocessable(#"{"query":{"clickId":["Missing data for required field."]}}"#)),
        Exchange(
            description: "an array", method: "POST", path: "postback", headers: json, body: "[]", status: 422,
            answer: unprocessable(#"{"json":{"_schema":["Invalid input type."]}}"#)),
        Exchange(
            description: "an unknown path", method: "GET", path: "view", status: 404,
            answer: #"{"code":404,"status":"Not Found"}"#),
        Exchange(description: "another letter case", method: "GET", path: "Lead?clickId=\(id)", status: 404),
        Exchange(description: "a trailing slash", method: "GET", path: "lead/?clickId=\(id)", status: 404),
        Exchange(description: "a doubled slash", method: "GET", path: "/lead?clickId=\(id)", status: 404),
        Exchange(description: "an escaped slash", method: "GET", path: "x%2Flead?clickId=\(id)", status: 404),
        Exchange(
            description: "a click by GET", method: "GET", path: "click?clickId=\(id)&campaignId=42",
            status: 405, answer: #"{"code":405,"status":"Method Not Allowed"}"#,
            answerHeaders: openToAll.merging(["allow": "POST"]) { $1 }),
        Exchange(description: "HEAD", method: "HEAD", path: "lead?clickId=\(id)", status: 405),
        Exchange(description: "PUT", method: "PUT", path: "lead?clickId=\(id)", body: "{}", status: 405),
        Exchange(
            description: "another media type", method: "POST", path: "click",
            headers: ["Content-Type: text/html"], body: #"{"clickId":"\#(id)","campaignId":42}"#,
            status: 415,
            answer: #"{"code":415,"status":"Unsupported Media Type"}"#,
            answerHeaders: ["accept-post": "application/json"]),
        Exchange(
            description: "a preflight", method: "OPTIONS", path: "click",
            headers: [
                "Origin: https://landing.example", "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: content-type",
            ], status: 204,
            answerHeaders: [
                "access-control-allow-origin": "https://landing.example",
                "access-control-allow-credentials": "true", "access-control-allow-headers": "content-type",
            ]),
    ]
}
