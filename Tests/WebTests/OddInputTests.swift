import HTTP
import JSON
import TestSupport
import Testing

@testable import Web

/// Whatever is sent, it is no fault of ours.
struct OddInputTests {
    private static let texts = [
        "", "0", "-1", "1", "42", "+1", "1.5", "1e9", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808",
        "99999999999999999999999999", "NaN", "null", "true", "id", "%00", "%FF", "%", "%F0%9F%98%80",
        "%27%20OR%201=1--",
        "%22", "%60", "%5C", "2025-01-01", "9999-12-31", "1970-01-01", "0000-00-00", "2025-02-30",
        "Europe/Kyiv", "Etc/GMT-14",
        "..%2F..%2Fetc%2Fpasswd", "%2Fetc%2Flocaltime", "a,b,c,d", ",,,", "e%CC%81", "x[]",
        String(repeating: "9", count: 5000),
    ]

    private static let values = [
        "null", "true", "0", "-0", "-1", "1e400", "-1e400", "1E-400", "9007199254740992",
        "123456789012345678901234567890", #""""#,
        #""\u0000""#, #""\ud800""#, #""42""#, #""2025-01-01""#, #""9999-12-31""#, "[]", "[[]]", "{}",
        #"{"":""}"#, "[null]", "[{}]",
        #"{"mapping":{}}"#, #"{"mapping":{"a":null}}"#,
        #"{"parameter":"\ud800","mapping":{"\udfff":"accept"}}"#,
        #"[{"date":"2025-01-01","distribution":{"\ud800":1,"\udfff":2,"":3,"null":4,"=":5,"e\u0301":6,"\u00e9":7}}]"#,
        String(repeating: "[", count: 100) + String(repeating: "]", count: 100),
    ]

    @Test func oddQueriesAreNoFault() async throws {
        let site = try await TestSite.withTraffic()
        for operation in OpenAPI.operations where operation.method == .get {
            let path = operation.path.replacing("<id>", with: "42")
                .replacing("<clickId>", with: "00000000-0000-0000-0000-000000000001")
            for name in Self.names(of: operation) + ["parameter.x", "parameter."] {
                for text in Self.texts {
                    let usual = "campaignId=42&periodStart=2025-01-30&periodEnd=2025-02-01&parameter=ad"
                    let response = await site.ask("GET", "\(path)?\(name)=\(text)&\(usual)")
                    #expect(response.status.code < 500, "\(path) \(name)=\(text)")
                }
            }
        }
    }

    @Test func oddPathsAreNoFault() async throws {
        let site = try await TestSite.withTraffic()
        for text in Self.texts {
            for path in [
                "/api/v2/core/campaigns/\(text)", "/api/v2/reports/leads/\(text)", "/api/v2/core/\(text)/x",
            ] {
                for method in ["GET", "POST", "PATCH", "DELETE"] {
                    let response = await site.ask(method, path, "{}")
                    #expect(response.status.code < 500, "\(method) \(path)")
                }
            }
        }
    }

    @Test(arguments: [
        (
            "POST", "/api/v2/core/campaigns",
            ["name", "costModel", "costValue", "currency", "statusMapper", "x"]
        ),
        (
            "PATCH", "/api/v2/core/campaigns/42",
            ["name", "costModel", "costValue", "currency", "statusMapper", "x"]
        ),
        ("POST", "/api/v2/core/campaigns/42/attribute", ["sentCampaignId"]),
        ("POST", "/api/v2/reports/expenses", ["campaignId", "distributionParameter", "dates"]),
    ])
    func oddBodiesAreNoFault(method: String, path: String, names: [String]) async throws {
        let site = try await TestSite.withTraffic()
        let usual = [
            "name": #""x""#, "costModel": #""cpa""#, "costValue": "1", "currency": #""usd""#,
            "statusMapper": "null",
            "sentCampaignId": "7", "campaignId": "42", "distributionParameter": #""source""#, "dates": "[]",
        ]
        for name in names {
            for value in Self.values {
                let members = names.filter { $0 != "x" && $0 != name }.map {
                    #""\#($0)":\#(usual[$0] ?? "1")"#
                }
                let body = "{" + (members + [#""\#(name)":\#(value)"#]).joined(separator: ",") + "}"
                let response = await site.ask(method, path, body)
                #expect(response.status.code < 500, "\(body)")
            }
        }
        for value in Self.values + ["", "{", "nul", "\u{FEFF}{}"] {
            #expect(await site.ask(method, path, value).status.code < 500, "\(value)")
        }
        for query in ["", "&groupParameters=source"] {
            let report =
                "/api/v2/reports/statistics?campaignId=42&periodStart=2025-01-01&periodEnd=2025-01-02"
            #expect(await site.ask("GET", report + query).status == .ok)
        }
        #expect(await site.ask("GET", "/api/v2/reports/expenses?campaignId=42").status == .ok)
    }

    /// The fields of an operation's query, out of its description.
    private static func names(of operation: Web.Operation) -> [String] {
        operation.query.compactMap { parameter in
            guard case .object(let members) = parameter else { return nil }
            guard case .string(let name)? = members.first(where: { $0.name == "name" })?.value else {
                return nil
            }
            return name
        }
    }
}
