import Foundation
import HTTP
import JSON
import TestSupport
import Testing

@testable import Web

/// NUL, halves of surrogate pairs, and a text as long as a body may be, through every text that a route takes.
struct HostileTextTests {
    private static let expenses = "/api/v2/reports/expenses"
    private static let campaigns = "/api/v2/core/campaigns"

    // MARK: Logins

    @Test(arguments: [
        "anna\u{0}", "anna\u{0}x", "\u{0}anna", "anna\n", "anna\u{1B}[2J", "anna\u{9B}", "ann\u{202E}a",
    ])
    func nameWithAControlCharacterIsNobodys(name: String) async throws {
        let lines = LogLines()
        let site = try TestSite(logger: lines.logger)
        for number in 0..<7 {
            let response = await site.ask(
                "POST", "/api/v2/auth/authenticate", login: Login(user: name, password: "pässword: 1"))
            #expect(response.status == .unauthorized)
            #expect(response[.retryAfter] == (number < 5 ? nil : "1"), "as with every name")
        }
        #expect(await site.ask("POST", "/api/v2/auth/authenticate", login: .anna).status == .ok)
        #expect(lines.lines.allSatisfy { $0.contains("(unknown)") && !$0.contains("anna") }, "\(lines.lines)")
    }

    // MARK: Expenses

    @Test func valuesThatDifferBehindANULAreTwo() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let distribution = #"{"a":5,"a\u0000":6,"a\u0000b":7,"\u0000":8}"#
        #expect(await site.ask("POST", Self.expenses, Self.dates(distribution)).status == .ok)
        let list = await site.ask("GET", Self.expenses + "?campaignId=42").text
        for amount in [#""a":5"#, #""a\u0000":6"#, #""a\u0000b":7"#, #""\u0000":8"#] {
            #expect(list.contains(amount), "\(list)")
        }
        let report = await site.ask(
            "GET",
            "/api/v2/reports/statistics?campaignId=42&periodStart=2025-01-01&periodEnd=2025-01-01&groupParameters=s"
        )
        #expect(report.text.contains(#""a\u0000b":{"expenses":7.00"#), "\(report.text)")
        #expect(report.text.contains(#""a":{"expenses":5.00"#), "\(report.text)")
    }

    @Test(arguments: [
        (#"{"\ud800":1}"#, "Half of a surrogate pair is no character."),
        (#"{"\ud800":1,"\udfff":2}"#, "Half of a surrogate pair is no character."),
        (#"{"\ufffd":1,"a\udc00":2}"#, "Half of a surrogate pair is no character."),
        (#"{"clicks":1,"=clicks":2}"#, "Reports have one key for this value and another one of the day."),
        (#"{"":1,"=":2}"#, "Reports have one key for this value and another one of the day."),
    ])
    func valuesThatWouldBecomeOneAreRefused(distribution: String, message: String) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let response = await site.ask("POST", Self.expenses, Self.dates(distribution))
        #expect(response.status == .unprocessableEntity)
        #expect(response.text.contains(message), "\(response.text)")
        #expect(await site.ask("GET", Self.expenses + "?campaignId=42").text.contains(#""total":0"#))
    }

    @Test func distributionParameterCountsToItsEnd() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let body = Self.dates(#"{"x":1}"#, by: #"s\u0000t"#)
        #expect(await site.ask("POST", Self.expenses, body).status == .ok)
        for other in ["s", #"s\u0000"#, #"s\u0000u"#] {
            let response = await site.ask("POST", Self.expenses, Self.dates(#"{"x":1}"#, by: other))
            #expect(response.status == .badRequest, "\(other)")
        }
        #expect(await site.ask("POST", Self.expenses, body).status == .ok)
        let campaign = await site.ask("GET", Self.campaigns + "/42").text
        #expect(campaign.contains(#""expensesDistributionParameter":"s\u0000t""#), "\(campaign)")
        for half in [#"\ud800"#, #"s\udfff"#] {
            let response = await site.ask("POST", Self.expenses, Self.dates("{}", by: half))
            #expect(response.status == .unprocessableEntity)
        }
    }

    // MARK: Campaigns

    @Test(arguments: [
        (#"a\u0000b"#, "Control characters are not allowed."),
        (#"a\u009b"#, "Control characters are not allowed."),
        (#"a\ud800"#, "Half of a surrogate pair is no character."),
    ])
    func nameThatCannotBeKeptIsRefused(name: String, message: String) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let body =
            #"{"name":"\#(name)","costModel":"cpa","costValue":1,"currency":"usd","statusMapper":null}"#
        for (method, path, body) in [
            ("POST", Self.campaigns, body), ("PATCH", Self.campaigns + "/42", #"{"name":"\#(name)"}"#),
        ] {
            let response = await site.ask(method, path, body)
            #expect(response.status == .unprocessableEntity)
            #expect(response.text.contains(message), "\(response.text)")
        }
    }

    @Test func mapperIsKeptToItsEnd() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let mapper =
            #"{"parameter":"s\u0000t","mapping":{"ok":"accept","ok\u0000":"reject","ok\ud800":"expect"}}"#
        #expect(
            await site.ask("PATCH", Self.campaigns + "/42", #"{"statusMapper":\#(mapper)}"#).text.contains(
                mapper))
        for (number, word, status) in [
            (1, "ok", "accept"), (2, #"ok\u0000"#, "reject"), (3, #"ok\ud800"#, "expect"),
        ] {
            let id = "00000000-0000-0000-0000-00000000000\(number)"
            _ = await site.post("/api/v2/track/click", #"{"clickId":"\#(id)","campaignId":42}"#)
            _ = await site.post("/api/v2/track/postback", #"{"clickId":"\#(id)","s\u0000t":"\#(word)"}"#)
            #expect(try site.journey(id)?.contains(#""status":"\#(status)""#) == true)
        }
    }

    // MARK: Queries

    @Test func queriesCountToTheirEnd() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        for (number, value) in [(1, "x"), (2, #"x\u0000"#), (3, #"x\u0000y"#)] {
            let parameters = #"{"p\u0000q":"\#(value)"}"#
            try await site.click(UInt64(number), parameters, at: "2025-01-30T08:00:00Z")
            try await site.lead(UInt64(number), at: "2025-01-30T09:00:00Z")
        }
        let leads = "/api/v2/reports/leads?campaignId=42&parameter."
        for (filter, total) in [
            ("p%00q=x", 1), ("p%00q=x%00", 1), ("p%00q=x%00y", 1), ("p=x", 0), ("p%00q=x%00z", 0),
        ] {
            let list = await site.ask("GET", leads + filter).text
            #expect(list.contains(#""total":\#(total)}"#), "\(filter): \(list)")
        }
        let helper = "/api/v2/reports/helpers/expenses-distribution-parameter-values?campaignId=42&parameter="
        #expect(
            await site.ask("GET", helper + "p%00q").text
                == #"[{"value":"x"},{"value":"x\u0000"},{"value":"x\u0000y"}]"#)
        #expect(await site.ask("GET", helper + "p").text == "[]")
        let report = "/api/v2/reports/statistics?campaignId=42&periodStart=2025-01-30&periodEnd=2025-01-30"
        let groups = await site.ask("GET", report + "&groupParameters=p%00q").text
        for group in [#""x":{"clicks":1"#, #""x\u0000":{"clicks":1"#, #""x\u0000y":{"clicks":1"#] {
            #expect(groups.contains(group), "\(groups)")
        }
        #expect(groups.contains(#""groupParameters":["p\u0000q"]"#))
    }

    // MARK: CSV

    @Test func rawTextsAreExact() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        try await site.click(1, #"{"=s":"=1;=2\u001b"}"#, at: "2025-01-30T08:00:00Z")
        let report =
            "/api/v2/reports/statistics?campaignId=42&periodStart=2025-01-30&periodEnd=2025-01-30"
            + "&groupParameters=%3Ds&format=csv"
        for (raw, name, value) in [
            ("", "'=s", "\"'==1;'=2\u{1B}\""), ("&raw=false", "'=s", "\"'==1;'=2\u{1B}\""),
            ("&raw=true", "=s", "\"==1;=2\u{1B}\""),
        ] {
            let lines = await site.ask("GET", report + raw).text.split(separator: "\r\n")
            #expect(lines[0].hasPrefix("level,date,\(name),clicks"), "\(lines)")
            #expect(lines.contains { $0.hasPrefix("1,2025-01-30,\(value),1,") }, "\(lines)")
        }
        #expect(await site.ask("GET", report + "&raw=perhaps").status == .unprocessableEntity)
        let leads = "/api/v2/reports/leads?campaignId=42&format=csv&raw="
        #expect(await site.ask("GET", leads + "true").status == .ok)
        #expect(await site.ask("GET", leads + "perhaps").status == .unprocessableEntity)
    }

    // MARK: Everything

    /// Whatever the text, nothing is a fault, and what an API answers is one valid document.
    @Test func hostileTextsAreNoFaultAnywhere() async throws {
        let site = try await TestSite.withTraffic()
        let long = String(repeating: "x", count: 1 << 20)
        let texts = [#"a\u0000b"#, #"\ud800"#, #"\udfff\ud800"#, #"\u202e\u009b\u007f\u2028"#, long]
        for text in texts {
            for (method, path, names) in Self.bodies {
                let bodies = names.map { name in
                    let members = names.map {
                        #""\#($0)":\#($0 == name ? #""\#(text)""# : Self.usual[$0] ?? "1")"#
                    }
                    return "{" + members.joined(separator: ",") + "}"
                }
                for body in bodies + [
                    #"{"\#(text)":"\#(text)"}"#, Self.dates(#"{"\#(text)":1}"#, by: "source"),
                ] {
                    let response = await site.ask(method, path, body)
                    #expect(response.status.code < 500, "\(method) \(path) \(body.prefix(200))")
                    _ = try JSONText(parsing: response.body)
                }
            }
        }
        // A web server hands over no longer query.
        for text in ["a%00b", "%ED%A0%80", "%E2%80%AE%C2%9B%7F", String(long.prefix(1 << 16))] {
            for operation in OpenAPI.operations where operation.method == .get {
                let path = operation.path.replacing("<id>", with: text).replacing("<clickId>", with: text)
                let usual = "campaignId=42&periodStart=2025-01-30&periodEnd=2025-02-01&parameter=ad"
                for name in [
                    "parameter.x", "parameter.\(text)", "groupParameters", "parameter", "status", text,
                ] {
                    let response = await site.ask("GET", "\(path)?\(name)=\(text)&\(usual)")
                    #expect(response.status.code < 500, "\(path) \(name.prefix(40))=\(text.prefix(40))")
                    _ = try JSONText(parsing: response.body)
                }
            }
        }
    }

    private static let usual = [
        "name": #""x""#, "costModel": #""cpa""#, "costValue": "1", "currency": #""usd""#,
        "statusMapper": "null", "campaignId": "42", "distributionParameter": #""source""#, "dates": "[]",
        "clickId": #""00000000-0000-0000-0000-0000000000ff""#, "source": #""x""#, "sentCampaignId": "7",
        "fromCampaignId": "43", "periodStart": #""2025-01-30""#, "periodEnd": #""2025-01-30""#,
        "timezone": #""UTC""#, "parameters": "{}", "dryRun": "true",
    ]

    private static let bodies = [
        ("POST", campaigns, ["name", "costModel", "costValue", "currency", "statusMapper"]),
        ("PATCH", campaigns + "/42", ["name", "costModel", "costValue", "currency", "statusMapper"]),
        ("POST", campaigns + "/42/attribute", ["sentCampaignId"]),
        (
            "POST", campaigns + "/42/move-clicks",
            ["fromCampaignId", "periodStart", "periodEnd", "timezone", "parameters", "dryRun"]
        ),
        ("POST", campaigns + "/moves/1/undo", ["source"]),
        ("POST", expenses, ["campaignId", "distributionParameter", "dates"]),
        ("POST", "/api/v2/track/click", ["clickId", "campaignId", "source"]),
        ("POST", "/api/v2/track/lead", ["clickId", "source"]),
        ("POST", "/api/v2/track/postback", ["clickId", "source"]),
    ]

    private static func dates(_ distribution: String, by parameter: String = "s") -> String {
        """
        {"campaignId":42,"distributionParameter":"\(parameter)",\
        "dates":[{"date":"2025-01-01","distribution":\(distribution)}]}
        """
    }
}
