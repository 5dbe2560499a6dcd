import Foundation
import Glibc
import TestSupport
import Testing

/// The dashboard behind each web server: its cookies and its ways from page to page, and what people see of what the web
/// server itself has to refuse.
extension WebServerTests {
    @Test(arguments: WebServer.Kind.allCases, ["", "/tracker"])
    func dashboardIsLoggedInto(_ kind: WebServer.Kind, _ prefix: String) throws {
        let site = try Site(kind, prefix: prefix)
        let password = "a long secret"
        _ = try site.tracker.addUser("anna", password: password)
        let visit = DashboardVisit(site)

        let short = try visit.get("/dashboard")
        #expect(short.status == 303)
        #expect(short[header: "location"] == "\(prefix)/dashboard/")
        let start = try visit.get("/dashboard/")
        #expect(start.status == 303)
        #expect(start[header: "location"] == "\(prefix)/dashboard/login?next=%2F")

        let form = try visit.get("/dashboard/login?next=%2Faccount")
        #expect(form.status == 200)
        expectPage(form)
        let token = try #require(form.body.firstMatch(of: /name="formToken" value="([0-9a-f]+)"/)).output.1
        func fields(_ password: String) -> [String] {
            ["user=anna", "password=\(password)", "next=/account", "formToken=\(token)"]
        }
        let refusal = try visit.post("/dashboard/login", fields("wrong"))
        #expect(refusal.status == 403)
        expectPage(refusal)

        let login = try visit.post("/dashboard/login", fields(password))
        #expect(login.status == 303)
        #expect(login[header: "location"] == "\(prefix)/dashboard/account")
        let name = (prefix.isEmpty ? "__Host-" : "__Secure-") + "landing-tracker="
        let cookie = try #require(login.headers.first { $0.name == "set-cookie" && $0.value.hasPrefix(name) })
        for attribute in ["Path=\(prefix.isEmpty ? "/" : prefix)", "HttpOnly", "Secure", "SameSite=Lax"] {
            #expect(cookie.value.components(separatedBy: "; ").contains(attribute), "\(cookie.value)")
        }

        let page = try visit.get("/dashboard/account")
        #expect(page.status == 200)
        #expect(page.body.contains(">anna</a>"))
        expectPage(page)
        try expectAssets(of: page, visit)

        let report = try visit.get("/dashboard/campaigns/42?groupParameters=source")
        #expect(report.status == 200)
        #expect(report.body.contains("The report is being made") && report.body.contains("class=\"cards\""))
        #expect(report.body.contains("</html>"))
        expectPage(report)
    }

    /// Nobody keeps a page, guesses what it is, or shows it within another.
    private func expectPage(_ answer: Answer) {
        #expect(answer.values("content-type") == ["text/html; charset=utf-8"])
        #expect(answer.values("x-content-type-options") == ["nosniff"])
        #expect(answer.values("cache-control") == ["no-store"])
        #expect(answer.values("www-authenticate").isEmpty)
        #expect(answer[header: "content-security-policy"]?.contains("frame-ancestors 'none'") == true)
        #expect(answer[header: "referrer-policy"] == "same-origin")
    }

    private func expectAssets(of page: Answer, _ visit: DashboardVisit) throws {
        let paths = page.body.matches(of: /"([^"]*\/dashboard\/assets\/[^"]*)"/).map { String($0.output.1) }
        #expect(paths.count == 3)
        for path in paths {
            let asset = try visit.get(path, below: "")
            #expect(asset.status == 200, "\(path)")
            #expect(asset.values("cache-control") == ["public, max-age=31536000, immutable"])
            #expect(asset.values("x-content-type-options") == ["nosniff"])
        }
    }

    @Test(arguments: WebServer.Kind.allCases)
    func tooLargeFormIsRefusedAsAPage(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        let file = try clickWithSpaces(site, 3 * 1024 * 1024)
        let answer = try Curl.send(["--data-binary", "@\(file)", site.url("/dashboard/login")])
        #expect(answer.status == 413)
        expectRefusal(answer, saying: "That is too much at once")
    }

    @Test(arguments: WebServer.Kind.beforeService)
    func absentResponderIsToldOfAsAPage(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        site.process?.stop()
        let answer = try Curl.get(site.url("/dashboard/"))
        #expect(answer.status == 503)
        #expect(answer[header: "retry-after"] == "2")
        expectRefusal(answer, saying: "The tracker does not answer")
    }

    @Test func tooManyPagesAreRefusedAsAPage() throws {
        let limit = "limit_req zone=landing_tracker_login burst=500 nodelay;"
        let site = try Site(edits: [limit: "limit_req zone=landing_tracker_login burst=1 nodelay;"])
        let client = site.client()
        var answer = try client.get("/dashboard/")
        for _ in 0..<2_000 where answer.status != 429 { answer = try client.get("/dashboard/") }
        #expect(answer.status == 429)
        #expect(answer[header: "retry-after"] == "1")
        expectRefusal(answer, saying: "Too many pages at once")
    }

    private func expectRefusal(_ answer: Answer, saying text: String) {
        #expect(answer.body.contains("<h1>\(text)</h1>"), "\(answer.body)")
        #expect(answer.values("content-type") == ["text/html; charset=utf-8"])
        #expect(answer.values("x-content-type-options") == ["nosniff"])
        #expect(answer.values("cache-control") == ["no-store"])
    }
}

/// What somebody asks with curl(1), which keeps cookies as a browser does.
struct DashboardVisit {
    private let site: Site

    init(_ site: Site) {
        self.site = site
    }

    func get(_ path: String) throws -> Answer {
        try get(path, below: site.web.prefix)
    }

    func get(_ path: String, below prefix: String) throws -> Answer {
        try Curl.send(cookies + [origin + prefix + path])
    }

    func post(_ path: String, _ fields: [String]) throws -> Answer {
        try Curl.send(
            cookies + ["--header", "Origin: \(origin)"] + fields.flatMap { ["--data-urlencode", $0] }
                + [site.url(path)])
    }

    private var origin: String { String(site.web.url.dropLast(site.web.prefix.count)) }

    private var cookies: [String] {
        let file = site.folder.path("cookies")
        return ["--cookie", file, "--cookie-jar", file]
    }
}
