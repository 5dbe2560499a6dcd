import HTTP
import TestSupport
import Testing

@testable import Web

/// The list of leads on the pages.
struct LeadsPageTests {
    private static let list = "/dashboard/leads?campaignId=42&period=all"

    @Test(arguments: [
        ("period=all", [1, 2, 3, 5, 6]), ("period=all&status=accept", [1]), ("period=all&status=none", [5]),
        ("period=all&status=", [1, 2, 3, 5, 6]), ("periodStart=2025-01-31", [5, 6]),
        ("periodStart=2025-01-31&timezone=Europe/Kyiv", [3, 5, 6]), ("periodEnd=2025-01-31", [1, 2, 3]),
        ("periodStart=2025-02-01&periodOf=lastEvent", [1, 5, 6]),
        ("periodStart=2025-01-31&periodEnd=2025-01-31&periodOf=lastEvent", [3]),
        ("period=all&parameter.source=facebook", [1, 2, 3]),
        ("period=all&parameter.source=facebook&parameter.ad=1", [1, 2]),
        ("period=all&parameter.source=google", []), ("period=7", []), ("", []), ("period=today", []),
        ("period=all&page=2", []),
    ])
    func leadsAreFiltered(query: String, numbers: [Int]) async throws {
        let browser = try await Browser.onTraffic()
        let page = await browser.get("/dashboard/leads?campaignId=42&" + query)
        #expect(page.status == .ok)
        #expect(Set(page.numbers) == Set(numbers), "\(page.numbers)")
    }

    @Test func newestClicksComeFirstUnlessTurned() async throws {
        let browser = try await Browser.onTraffic()
        let page = await browser.get(Self.list)
        #expect(page.numbers == [6, 5, 3, 2, 1])
        #expect(
            page.text.contains(
                #"aria-sort="descending"><a href="/dashboard/leads?campaignId=42&amp;period=all&amp;sortOrder=asc">Clicked"#
            ))
        #expect(await browser.get(Self.list + "&sortOrder=asc").numbers == [1, 2, 3, 5, 6])
    }

    /// With whatever filters, as many as the API says, and the same ones.
    @Test(arguments: [
        "", "status=accept", "status=none", "periodStart=2025-01-31&timezone=Europe/Kyiv", "parameter.ad=1",
    ])
    func figuresAreThoseOfTheAPI(query: String) async throws {
        let site = try await TestSite.withTraffic()
        let browser = try await Browser.loggedIn(on: site)
        let page = await browser.get(Self.list + "&" + query)
        let answer = await site.ask("GET", "/api/v2/reports/leads?campaignId=42&" + query).text
        let total = try #require(answer.firstMatch(of: /"total":(\d+)/)).output.1
        #expect(page.text.contains("\(total) lead"), "\(page.text)")
        #expect(page.numbers.count == Int(total))
    }

    @Test func rowsShowStatusPayoutTimesInTheZoneAndChosenParameters() async throws {
        let browser = try await Browser.onTraffic()
        let page = await browser.get(
            Self.list + "&status=accept&timezone=Europe/Kyiv&column=source&column=ad&column=none")
        #expect(
            page.text.contains(
                #"<th scope="col">source</th><th scope="col">ad</th><th scope="col">none</th>"#))
        #expect(
            page.text.contains(
                #"<td class="accept status">accepted</td><td>10.00 USD</td>"#
                    + #"<td><time datetime="2025-01-30T08:00:00Z">30 Jan 2025 10:00:00</time></td>"#
                    + #"<td><time datetime="2025-02-05T08:00:00Z">5 Feb 2025 10:00:00</time></td>"#
                    + "<td>facebook</td><td>1</td><td></td>"), "\(page.text)")
        #expect(
            page.text.contains(
                "/dashboard/journeys/00000000-0000-0000-0000-000000000001?timezone=Europe%2FKyiv"))
    }

    @Test func listIsInPages() async throws {
        let site = try await TestSite.withLeads(120)
        let browser = try await Browser.loggedIn(on: site)
        var page = await browser.get(Self.list)
        #expect(page.text.contains("Leads 1 to 50 of 120"))
        var found = page.numbers
        for number in 2...3 {
            let next = try #require(page.address(of: "Page \(number)"))
            page = await browser.get(next)
            found += page.numbers
        }
        #expect(page.text.contains("Leads 101 to 120 of 120"))
        #expect(page.address(of: "Page 4") == nil)
        #expect(page.address(of: "First page") != nil)
        #expect(found == Array((1...120).reversed()))
        #expect(page.body.count < 100_000)
    }

    /// No page looks at more leads than a bounded number: it says so, and leads on.
    @Test func listWhoseLengthNobodyKnowsGoesOnBehindTheLastRow() async throws {
        let site = try await TestSite.withLeads(120)
        let browser = try await Browser.loggedIn(on: site)
        var page = await browser.get(Self.list + "&parameter.n=1")
        var found = page.numbers
        while let next = page.address(of: "Next leads") {
            page = await browser.get(next)
            found += page.numbers
        }
        #expect(found == Array((1...120).reversed()))
        #expect(page.address(of: "From the beginning") != nil)
    }

    // MARK: All journeys

    @Test(arguments: [
        ("period=all", [1, 2, 3, 4, 5, 6, 7]), ("period=all&status=accept", [1]),
        ("period=all&status=none", [4, 5, 7]), ("periodStart=2025-01-31&periodEnd=2025-02-01", [5, 6, 7]),
        ("periodStart=2025-01-31&timezone=Europe/Kyiv", [3, 5, 6, 7]),
        ("periodStart=2025-01-31&periodEnd=2025-01-31&periodOf=lastEvent", [3]),
        ("period=all&parameter.source=google", [4]), ("period=all&missing=source", [5]),
        ("period=all&missing=ad&status=none", [4, 5, 7]), ("period=today", []),
        ("periodStart=2025-02-02&periodEnd=2025-02-01", []),
    ])
    func allJourneysAreFiltered(query: String, numbers: [Int]) async throws {
        let browser = try await Browser.onTraffic()
        let page = await browser.get("/dashboard/leads?campaignId=42&journeys=all&" + query)
        #expect(page.status == .ok)
        #expect(page.numbers == Array(numbers.reversed()), "\(page.numbers)")
        let noun = numbers.count == 1 ? "journey" : "journeys"
        #expect(page.text.contains("\(numbers.count) \(noun) of campaign 42 "), "\(page.text)")
        #expect(page.text.contains("in the order in which they began."))
        #expect(page.text.contains("<h1>Journeys</h1>"))
        #expect(page.text.contains("No journey matches.") == numbers.isEmpty)
    }

    @Test func allJourneysAreTurnedAndDownloaded() async throws {
        let browser = try await Browser.onTraffic()
        let page = await browser.get(Self.list + "&journeys=all&column=source&clickId=")
        let turned = "/dashboard/leads?campaignId=42&journeys=all&period=all&column=source&sortOrder=asc"
        #expect(page.address(of: "Journey\u{A0}↓") == turned)
        #expect(page.text.contains(#"<option value="all" selected>all journeys</option>"#))
        #expect(await browser.get(turned).numbers == [1, 2, 3, 4, 5, 6, 7])
        let csv = try #require(page.address(of: "Download all as CSV"))
        let lines = await browser.get(csv).wholeText().split(separator: "\r\n")
        #expect(lines.count == 8)
        #expect(lines.last?.hasSuffix(",facebook") == true)
        let other = await browser.get(Self.list + "&journeys=leads")
        #expect(other.text.contains("<h1>Leads</h1>") && other.numbers == [6, 5, 3, 2, 1])
        #expect(other.address(of: "Clicked\u{A0}↓")?.contains("journeys") == false)
        #expect(await browser.get(Self.list + "&journeys=some").status == .unprocessableEntity)
    }

    @Test(arguments: ["", "&parameter.n=1", "&missing=ad"])
    func allJourneysAreInParts(filter: String) async throws {
        let site = try await TestSite.withLeads(120)
        for number in UInt64(121)...130 {
            try await site.click(number, #"{"n":1}"#, at: "1970-01-01T01:00:00Z")
        }
        let browser = try await Browser.loggedIn(on: site)
        var page = await browser.get(Self.list + "&journeys=all" + filter)
        #expect(page.text.contains("130 journeys of campaign 42 "), "\(page.text)")
        #expect(page.text.contains("; 50 of them are here."))
        var found = page.numbers
        while let next = page.address(of: "Next journeys") {
            page = await browser.get(next)
            found += page.numbers
        }
        #expect(found == Array((1...130).reversed()))
        #expect(page.address(of: "From the beginning")?.contains("journeys=all") == true)
    }

    /// Nobody else does it.
    @Test func allJourneysAreAReportersWork() async throws {
        let site = try await TestSite.withTraffic()
        let browser = try await Browser.loggedIn(on: site)
        site.reporters.stop()
        #expect(await browser.get(Self.list).numbers.count == 5)
        #expect(await browser.get(Self.list + "&journeys=all").status == .serviceUnavailable)
    }

    @Test func emptyListOfLeadsNamesAllJourneys() async throws {
        let browser = try await Browser.onTraffic()
        let page = await browser.get(Self.list + "&parameter.source=google")
        #expect(page.text.contains("another status, all journeys, or remove a filter."))
        let all = await browser.get(Self.list + "&parameter.source=google&journeys=all")
        #expect(all.numbers == [4])
        #expect(all.address(of: "remove", after: "only source = google")?.contains("journeys=all") == true)
    }

    @Test func filterOfMissingValuesIsRemoved() async throws {
        let browser = try await Browser.onTraffic()
        let page = await browser.get(Self.list + "&journeys=all&missing=source")
        #expect(page.text.contains(#"name="missing" value="source""#))
        #expect(
            page.address(of: "remove", after: "only without source")
                == "/dashboard/leads?campaignId=42&journeys=all&period=all")
        let many = String(repeating: "&missing=x", count: 21)
        #expect(await browser.get(Self.list + many).status == .unprocessableEntity)
    }

    // MARK: The form

    @Test func typedFilterThatIsTooLongForAnAddressIsRefused() async throws {
        let browser = try await Browser.onTraffic()
        let value = String(repeating: "%D0%BF", count: 1_000)
        let answer = await browser.get(Self.list + "&filterName=source&filterValue=" + value)
        #expect(answer.status == .unprocessableEntity)
        #expect(
            answer.text.contains("Parameter: Longer than maximum length"), "\(answer.text.prefix(4_000))"
        )
    }

    @Test func typedFiltersAndColumnsBecomePartOfTheAddress() async throws {
        let browser = try await Browser.onTraffic()
        let form = Self.list + "&status=&periodStart=&periodEnd=&periodOf=click&timezone=UTC&clickId="
        let answer = await browser.get(form + "&filterName=source&filterValue=facebook&addColumn=ad%26x")
        #expect(answer.status == .seeOther)
        #expect(
            answer[.location]
                == "/dashboard/leads?campaignId=42&period=all&parameter.source=facebook&column=ad%26x")
        let page = await browser.follow(answer)
        #expect(page.text.contains(#"name="parameter.source" value="facebook""#))
        #expect(page.text.contains(#"name="column" value="ad&amp;x""#))
        #expect(
            page.address(of: "remove", after: "only source = facebook")
                == "/dashboard/leads?campaignId=42&period=all&column=ad%26x")
        #expect(page.text.contains(#"<option value="source">"#))
    }

    /// The days that a form shows are those of the period, unless somebody changes them.
    @Test func daysWinOverThePeriodWhenTheyAreOthers() async throws {
        let browser = try await Browser.onTraffic()
        let week = await browser.get("/dashboard/leads?campaignId=42&period=7")
        #expect(week.text.contains(#"name="periodStart" type="date" value="2023-11-08""#))
        let same = "/dashboard/leads?campaignId=42&period=7&periodStart=2023-11-08&periodEnd=2023-11-14"
        #expect(await browser.get(same).text.contains(#"period=7" aria-current="true""#))
        let other = await browser.get(same.replacing("2023-11-14", with: "2025-12-01"))
        #expect(other.numbers == [6, 5, 3, 2, 1])
        #expect(!other.text.contains(#"period=7" aria-current="true""#))
    }

    @Test(arguments: [
        ("periodStart=yesterday", "First day: Not a valid date."),
        ("timezone=Mars", "Time zone: Not a valid time zone."),
        ("status=ok", "Status: Must be one of"), ("page=0", "Page: "), ("after=x", "after: "),
        ("clickId=xyz", "This is no click id"), ("clickId=7%00", "This is no click id"),
        (
            "column=1&column=2&column=3&column=4&column=5&column=6&column=7",
            "Columns: Longer than maximum length 6."
        ),
        ("parameter.x=" + String(repeating: "y", count: 3_000), "Parameter: Longer than"),
    ])
    func wrongFiltersAreNamed(query: String, message: String) async throws {
        let browser = try await Browser.onTraffic()
        let page = await browser.get(Self.list + "&" + query)
        #expect(page.status == .unprocessableEntity)
        #expect(page.text.contains(#"role="alert">\#(message)"#), "\(page.text)")
        #expect(page.numbers == [])
    }

    @Test func refusedDayStaysInItsField() async throws {
        let browser = try await Browser.onTraffic()
        let page = await browser.get(Self.list + "&periodStart=2025-02-30&periodEnd=2025-03-01")
        page.expectInOrder([
            #"<details class="more" open>"#,
            #"name="periodStart" type="text" value="2025-02-30" aria-invalid="true" aria-describedby="problems">"#,
            #"name="periodEnd" type="date" value="2025-03-01">"#,
        ])
    }

    @Test func unknownCampaignIsNotFound() async throws {
        let browser = try await Browser.onTraffic()
        #expect(await browser.get("/dashboard/leads?campaignId=43").status == .notFound)
        #expect(await browser.get("/dashboard/leads.csv?campaignId=43").status == .notFound)
    }

    @Test func withoutACampaignItIsTheOneThatWasActiveLast() async throws {
        let site = try await TestSite.withTraffic()
        try site.store.addSampleCampaign(43)
        let browser = try await Browser.loggedIn(on: site)
        #expect(await browser.get("/dashboard/leads?period=all").numbers == [6, 5, 3, 2, 1])
        let empty = try await Browser.loggedIn(on: try TestSite()).get("/dashboard/leads")
        #expect(empty.status == .ok)
        #expect(empty.address(of: "Make a campaign") == "/dashboard/campaigns/new")
    }

    @Test func emptyListSaysWhatToDo() async throws {
        let site = try await TestSite.withTraffic()
        try site.store.addSampleCampaign(43)
        let browser = try await Browser.loggedIn(on: site)
        #expect(
            await browser.get(Self.list + "&status=trash&parameter.ad=1").text.contains("remove a filter"))
        #expect(await browser.get("/dashboard/leads?campaignId=43&period=all").text.contains("has snippets"))
    }

    // MARK: Click ids

    @Test(arguments: [
        "00000000-0000-0000-0000-000000000002", "00000000000000000000000000000002",
        "%7B00000000-0000-0000-0000-000000000002%7D", "urn:uuid:00000000-0000-0000-0000-000000000002",
        "%2000000000-0000-0000-0000-000000000002%20",
    ])
    func wholeClickIDLeadsToItsJourney(form: String) async throws {
        let browser = try await Browser.onTraffic()
        let answer = await browser.get("/dashboard/leads?timezone=Europe/Kyiv&clickId=" + form)
        #expect(answer.status == .seeOther)
        #expect(
            answer[.location]
                == "/dashboard/journeys/00000000-0000-0000-0000-000000000002?timezone=Europe%2FKyiv")
    }

    @Test func beginningFindsAllWhatBeginsSo() async throws {
        let browser = try await Browser.onTraffic()
        let page = await browser.get("/dashboard/leads?clickId=0000-00")
        #expect(page.text.contains("10 journeys with a click id that begins with 0000-00."))
        #expect(page.numbers == Array(1...10))
        #expect(
            await browser.get("/dashboard/leads?clickId=f").text.contains(
                "No event has carried such a click id"))
        let only = await browser.get("/dashboard/leads?clickId=0000000000000000000000000000000a")
        #expect(only[.location] == "/dashboard/journeys/00000000-0000-0000-0000-00000000000a")
    }

    // MARK: CSV

    @Test func downloadIsTheListForASpreadsheet() async throws {
        let browser = try await Browser.onTraffic()
        let page = await browser.get(Self.list + "&timezone=Europe/Kyiv&column=source")
        let address = try #require(page.address(of: "Download all as CSV"))
        let answer = await browser.get(address)
        #expect(answer.status == .ok)
        #expect(answer[.contentDisposition] == #"attachment; filename="leads-42.csv""#)
        #expect(answer[.cacheControl] == "no-store")
        let lines = await answer.wholeText().split(separator: "\r\n")
        #expect(
            lines.first == "\u{FEFF}clickId,status,costValue,currency,createdAt,clickedAt,lastEventAt,source")
        #expect(
            lines.last
                == "00000000-0000-0000-0000-000000000001,accept,10.00,usd,1738224000,2025-01-30 10:00:00,2025-02-05 10:00:00,facebook"
        )
        #expect(lines.count == 6)
    }

    @Test func longDownloadIsComplete() async throws {
        let browser = try await Browser.loggedIn(on: try await TestSite.withLeads(4_500))
        let answer = await browser.get("/dashboard/leads.csv?campaignId=42&period=all&column=n&sortOrder=asc")
        let lines = await answer.wholeText().split(separator: "\r\n")
        #expect(lines.count == 4_501)
        #expect(lines.dropFirst().allSatisfy { $0.hasSuffix(",1") })
    }

    // MARK: Hostile texts

    @Test(arguments: HostileTexts.all)
    func parametersAreText(text: String) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let json = HostileTexts.json(text)
        try await site.click(1, #"{\#(json):\#(json)}"#, at: "2025-01-30T08:00:00Z")
        try await site.lead(1, at: "2025-01-30T09:00:00Z")
        let browser = try await Browser.loggedIn(on: site)
        let query = QueryString.text([
            (name: "campaignId", value: "42"), (name: "period", value: "all"), (name: "column", value: text),
            (name: "parameter." + text, value: text),
        ])
        let page = await browser.get("/dashboard/leads?" + query)
        #expect(page.status == .ok)
        if !text.isEmpty { #expect(page.numbers == [1], "\(page.text)") }
        HostileTexts.expectText(in: page.text)
        let csv = await browser.get("/dashboard/leads.csv?" + query).wholeText()
        #expect(!csv.contains("\n=") && !csv.contains(",="))
    }
}

extension HTTPResponse {
    /// The last digits of the click ids that a page links, in order.
    var numbers: [Int] {
        text.matches(of: /<a href="[^"]*\/journeys\/[0-9a-f-]*?([0-9a-f]{4})(\?[^"]*)?">/).compactMap {
            Int($0.output.1, radix: 16)
        }
    }

    /// Where the first link with a text leads, behind another text.
    func address(of title: String, after text: String = "") -> String? {
        let page = self.text
        let start = text.isEmpty ? page.startIndex : page.firstRange(of: text)?.upperBound
        guard let start, let end = page[start...].firstRange(of: ">\(title)</a>")?.lowerBound,
            let link = page[start..<end].ranges(of: "href=\"").last
        else { return nil }
        return String(page[link.upperBound..<end].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
    }
}

extension Browser {
    static func loggedIn(on site: TestSite) async throws -> Browser {
        let browser = Browser(site)
        let answer = await browser.logIn()
        guard answer.status == .seeOther else { throw Unexpected("no login: \(answer.text)") }
        return browser
    }

    /// On four days of campaign 42.
    static func onTraffic() async throws -> Browser {
        try await loggedIn(on: try await TestSite.withTraffic())
    }
}
