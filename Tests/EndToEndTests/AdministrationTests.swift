import Foundation
import TestSupport
import TestTraits
import Testing

/// Logins and campaigns over HTTPS, as an administrator's client uses them.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct AdministrationTests {
    private static let rings = """
        {"name":"Rings","costModel":"cpa","costValue":"12.345","currency":"EUR",
        "statusMapper":{"parameter":"state","mapping":{"Paid":"accept"}}}
        """

    /// Apache hands a login over only where it is told to: a login that works shows that `conf/` does.
    @Test(arguments: WebServer.Kind.allCases)
    func loginAndCampaignsWorkBehindEveryWebServer(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let anna = try site.tracker.addUser("anna", password: "pässword: 1")
        let program = try site.tracker.addToken()
        let reader = try site.tracker.addToken("reader", isReadOnly: true)

        // lighttpd wants to be told of a POST that it has no body.
        let login = try site.ask("POST", "/api/v2/auth/authenticate", "", login: anna)
        #expect(login.status == 200)
        #expect(login.body == "null")
        for wrong in [nil, Login(user: "anna", password: "password: 1"), Login(token: "ltk_wrong")] {
            let refusal = try site.ask("POST", "/api/v2/auth/authenticate", "", login: wrong)
            #expect(refusal.status == 401)
            #expect(refusal.body == #"{"code":401,"status":"Unauthorized"}"#)
            #expect(
                refusal[header: "www-authenticate"] == #"Basic realm="Landing Tracker", charset="UTF-8""#)
        }

        let added = try site.ask("POST", "/api/v2/core/campaigns", Self.rings, login: program)
        #expect(added.status == 201, "\(added.body)")
        let location = try #require(added[header: "location"])
        #expect(location.hasSuffix("/api/v2/core/campaigns/43"))
        #expect(try site.ask("/api/v2/core/campaigns/43", login: reader).body == added.body)
        let change = try site.ask("PATCH", "/api/v2/core/campaigns/43", #"{"costValue":0}"#, login: anna)
        #expect(change.status == 200)
        #expect(change.body.contains(#""costValue":0.00,"currency":"eur""#))

        let refused = try site.ask("PATCH", "/api/v2/core/campaigns/43", "{", login: reader)
        #expect(refused.status == 403)
        #expect(refused.body == #"{"code":403,"status":"Forbidden"}"#)
        let table = try site.ask(
            "/api/v2/reports/statistics?campaignId=43&periodStart=2025-01-31&periodEnd=2025-01-31&format=csv",
            login: reader)
        #expect(table[header: "content-type"]?.hasPrefix("text/csv") == true)
        #expect(table.body.hasPrefix("date,clicks,"))
    }

    @Test func campaignsAreAddedChangedAndListed() throws {
        let site = try Site()
        let login = try site.tracker.addToken()
        let added = try site.ask("POST", "/api/v2/core/campaigns", Self.rings, login: login)
        #expect(
            added.body == """
                {"id":43,"name":"Rings","costModel":"cpa","costValue":12.34,"currency":"eur",\
                "statusMapper":{"parameter":"state","mapping":{"Paid":"accept"}},\
                "internalProcessUrl":null,"expensesDistributionParameter":null,"archived":false,\
                "summary":{"clickCount":0,"clickShare":0.0,"lastActivityAt":null}}
                """)
        let change = #"{"name":"Кольца","statusMapper":null}"#
        let changed = try site.ask("PATCH", "/api/v2/core/campaigns/43", change, login: login)
        #expect(changed.body.contains(#""name":"Кольца","costModel":"cpa","costValue":12.34"#))
        #expect(changed.body.contains(#""statusMapper":null"#))

        let list = try site.ask(
            "/api/v2/core/campaigns?page=2&pageSize=1&sortBy=createdAt&sortOrder=desc", login: login)
        #expect(list.body.hasPrefix(#"{"content":[{"id":42,"#))
        let pagination = """
            "pagination":{"page":2,"pageSize":1,"sortBy":"createdAt","sortOrder":"desc","total":2}}
            """
        #expect(list.body.hasSuffix(pagination), "\(list.body)")
        #expect(
            try site.ask("/api/v2/core/filters/campaigns", login: login).body
                == #"[{"id":42,"name":"LatAm Ring Campaign"},{"id":43,"name":"Кольца"}]"#)

        let missing = try site.ask("/api/v2/core/campaigns/44", login: login)
        #expect(missing.status == 404)
        #expect(missing.body == #"{"message":"Campaign does not exist"}"#)
        let wrong = try site.ask("POST", "/api/v2/core/campaigns", #"{"costValue":-1}"#, login: login)
        #expect(wrong.status == 422)
        #expect(wrong.body.contains(#""name":["Missing data for required field."]"#))
    }

    /// A campaign is known to the responder and to the command line alike, whoever has changed it.
    @Test func commandLineAndAPIShareTheCampaigns() throws {
        let site = try Site()
        let login = try site.tracker.addToken()
        let added = try site.ask("POST", "/api/v2/core/campaigns", Self.rings, login: login)
        #expect(try site.tracker.output(["campaign", "show", "43", "--json"]) == added.body + "\n")

        try site.tracker.output([
            "campaign", "edit", "43", "--status-parameter", "state", "--map", "won=accept",
        ])
        let id = "5d8c0b0e-6a77-4b9e-8d29-000000000001"
        let client = site.client()
        let click = #"{"clickId":"\#(id)","campaignId":43}"#
        #expect(try client.post("/api/v2/track/click", click).status == 201)
        #expect(try client.get("/api/v2/track/postback?clickId=\(id)&state=won").status == 201)
        #expect(try site.tracker.journey(id).postbacks.map(\.status) == ["accept"])
    }

    @Test func prefixStandsInLocationAndDescription() throws {
        let site = try Site(prefix: "/tracker")
        let login = try site.tracker.addToken()
        let added = try site.ask("POST", "/api/v2/core/campaigns", Self.rings, login: login)
        #expect(added[header: "location"]?.hasSuffix("/tracker/api/v2/core/campaigns/43") == true)
        let description = try site.ask("/api/v2/openapi.json", login: login)
        #expect(description.body.hasPrefix(#"{"openapi":"3.1.0","#))
        #expect(description.body.contains(#""servers":[{"url":"/tracker"}]"#))
    }

    /// The page of another site can make a browser send a form or a script's request, with the login it remembers.
    @Test func changeThatAnotherSiteMadeABrowserSendIsRefused() throws {
        let site = try Site()
        let login = try site.tracker.addToken()
        let client = site.client()
        let own = "Origin: http://127.0.0.1:\(site.web.port)"
        let attempts: [(headers: [String], status: Int)] = [
            (["Origin: https://evil.example"], 403), (["Sec-Fetch-Site: cross-site", own], 403),
            ([own], 201), (["Sec-Fetch-Site: same-origin", own], 201),
        ]
        for (headers, status) in attempts {
            let answer = try client.send(
                "POST", "/api/v2/core/campaigns",
                headers: headers + [login.header, "Content-Type: application/json"],
                body: Array(Self.rings.utf8))
            #expect(answer.status == status, "\(headers)")
            #expect(answer[header: "access-control-allow-origin"] == nil)
        }
        let form = try client.send(
            "POST", "/api/v2/core/campaigns",
            headers: [login.header, "Content-Type: application/x-www-form-urlencoded"],
            body: Array("name=Rings".utf8))
        #expect(form.status == 415)
    }
}
