import Foundation
import TestSupport

/// What was dear once, and its relatives: each kind with sizes and places of its own at each call.
extension HostileRequest {
    typealias Kind = @Sendable (AttackTarget, inout SeededGenerator) -> HostileRequest

    private static let mebibyte = 1_048_576
    private static let events = ["click", "lead", "postback"]

    static let kinds: [(name: String, make: Kind)] = [
        (
            "near miss of a name",
            { _, random in
                let name = "click_id" + text(&random, upTo: 900_000)
                return HostileRequest(path(&random), json: #"{"\#(name)":1,"campaign_id":42}"#)
            }
        ),
        (
            "too many names",
            { _, random in
                let count = Int.random(in: 1_000...100_000, using: &random)
                return HostileRequest(path(&random), json: json(members: (0..<count).map { "\($0)" }))
            }
        ),
        (
            "new names in each click",
            { _, random in
                let mark = random.next()
                return HostileRequest(
                    "/api/v2/track/click", json: json(members: (0..<990).map { "\(mark)-\($0)" }))
            }
        ),
        (
            "long names",
            { _, random in
                let name = text(&random, upTo: 1_000)
                return HostileRequest(path(&random), json: json(members: (0..<900).map { "\($0)\(name)" }))
            }
        ),
        (
            "large event",
            { _, random in
                let fields = #""campaignId":42,"status":"approved","x":"\#(text(&random, upTo: 1_000_000))""#
                return HostileRequest(path(&random), json: #"{"clickId":"\#(UUID())",\#(fields)}"#)
            }
        ),
        (
            "large event of a known journey",
            { target, random in
                let id = random.pick(target.clickIDs)
                let value = text(&random, upTo: 200_000)
                return HostileRequest(
                    path(&random), json: #"{"clickId":"\#(id)","campaignId":42,"status":"\#(value)"}"#)
            }
        ),
        (
            "small event of a known journey",
            { target, random in
                let fields = #""campaignId":42,"status":"\#(random.next())""#
                return HostileRequest(
                    path(&random), json: #"{"clickId":"\#(random.pick(target.clickIDs))",\#(fields)}"#)
            }
        ),
        (
            "form of many fields",
            { _, random in
                let count = Int.random(in: 900...170_000, using: &random)
                let fields = (0..<count).map { "\($0)=%41" }.joined(separator: "&")
                return HostileRequest(
                    random.pick(["/api/v2/track/lead", "/api/v2/track/postback"]), form: fields)
            }
        ),
        (
            "form of escapes",
            { _, random in
                let part = random.pick(["%", "%E", "%FF", "+", "=", "&", "%C3%28"])
                return HostileRequest("/api/v2/track/lead", form: repeated(part, upTo: mebibyte - 1, &random))
            }
        ),
        (
            "deep nesting",
            { _, random in
                let part = random.pick(["[", #"{"a":"#, "[{\"a\":["])
                return HostileRequest(path(&random), json: #"{"a":"# + repeated(part, upTo: 500_000, &random))
            }
        ),
        (
            "one name again and again",
            { _, random in
                let count = Int.random(in: 1...100_000, using: &random)
                return HostileRequest(path(&random), json: json(members: Array(repeating: "a", count: count)))
            }
        ),
        (
            "halves of surrogates",
            { _, random in
                let escapes = repeated(
                    random.pick([#"\ud800"#, #"\udc00"#, #"\u0000"#]), upTo: 900_000, &random)
                let fields = #""campaignId":42,"status":"\#(escapes)""#
                return HostileRequest(path(&random), json: #"{"clickId":"\#(UUID())",\#(fields)}"#)
            }
        ),
        (
            "long number",
            { _, random in
                let digits = repeated("9", upTo: 900_000, &random)
                return HostileRequest(
                    path(&random), json: #"{"clickId":"\#(UUID())","campaignId":\#(digits)}"#)
            }
        ),
        (
            "campaign that does not exist",
            { _, random in
                let number = Int64.random(in: 1...9_007_199_254_740_991, using: &random)
                return HostileRequest(
                    "/api/v2/track/click", json: #"{"clickId":"\#(UUID())","campaignId":\#(number)}"#)
            }
        ),
        (
            "long query",
            { _, random in
                let part = random.pick(["a=%41&", "%E9", "a[]=1&", "clickid=1&"])
                return HostileRequest(get: "/api/v2/track/lead?" + repeated(part, upTo: 7_000, &random))
            }
        ),
        (
            "odd path",
            { _, random in
                HostileRequest(
                    get: "/api/v2/" + repeated(random.pick(["/", "%2F", "..", "%"]), upTo: 6_000, &random))
            }
        ),
        (
            "wrong login",
            { _, random in
                let name = "user\(Int.random(in: 0...50, using: &random))"
                return HostileRequest(
                    get: "/api/v2/core/campaigns", Login(user: name, password: "\(random.next())"))
            }
        ),
        (
            "what anyone may read",
            { _, random in
                HostileRequest(get: random.pick(["/api/v2/health", "/api/v2/openapi.json"]))
            }
        ),
        (
            "many expenses",
            { target, random in
                let count = Int.random(in: 1...40_000, using: &random)
                let values = (0..<count).map { #""\#($0)":1.\#($0)"# }.joined(separator: ",")
                let fields = #""campaignId":42,"distributionParameter":"ad_name""#
                let dates = #""dates":[{"date":"2026-01-01","distribution":{\#(values)}}]"#
                var request = HostileRequest("/api/v2/reports/expenses", json: "{\(fields),\(dates)}")
                request.headers.append(target.login.header)
                return request
            }
        ),
        (
            "report by a name of an attacker",
            { target, random in
                let names = random.pick(["x", "status", "ad_name", "a,b,c,d", "0,1,2,3"])
                let query = "campaignId=42&periodStart=2026-01-01&groupParameters=\(names)"
                return HostileRequest(get: "/api/v2/reports/statistics?\(query)", target.login)
            }
        ),
        (
            "journey of an attacker",
            { target, random in
                HostileRequest(get: "/api/v2/reports/leads/\(random.pick(target.clickIDs))", target.login)
            }
        ),
    ]

    // MARK: Parts

    private static func path(_ random: inout SeededGenerator) -> String {
        "/api/v2/track/" + random.pick(events)
    }

    private static func text(_ random: inout SeededGenerator, upTo count: Int) -> String {
        repeated(random.pick(["x", "é", "ab", #"\n"#]), upTo: count, &random)
    }

    /// At most so many bytes.
    private static func repeated(_ part: String, upTo count: Int, _ random: inout SeededGenerator) -> String {
        String(repeating: part, count: Int.random(in: 0...count, using: &random) / part.utf8.count)
    }

    /// A click with these further members.
    private static func json(members: [String]) -> String {
        let fields = members.map { #""\#($0)":1"# }
        return #"{"clickId":"\#(UUID())","campaignId":42,\#(fields.joined(separator: ","))}"#
    }
}
