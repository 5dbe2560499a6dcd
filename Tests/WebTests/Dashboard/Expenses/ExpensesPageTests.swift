import HTTP
import Storage
import TestSupport
import Testing
import Tracking

/// The grid of expenses.
struct ExpensesPageTests {
    private static let path = "/dashboard/campaigns/42/expenses"
    private static let days = "?periodStart=2025-01-30&periodEnd=2025-02-01"

    private let site: TestSite
    private let browser: Browser

    init() async throws {
        site = try await TestSite.withTraffic()
        browser = Browser(site)
        await browser.logIn()
    }

    /// What the API says of the days.
    private func stored() async -> String {
        let answer = await site.ask("GET", "/api/v2/reports/expenses?campaignId=42&pageSize=100").text
        let start = answer.firstRange(of: "\"content\":")?.upperBound ?? answer.startIndex
        return String(answer[start...].prefix { $0 != "]" }) + "]"
    }

    private func setByAPI(_ dates: String, parameter: String = "source") async {
        let answer = await site.ask(
            "POST", "/api/v2/reports/expenses",
            #"{"campaignId":42,"distributionParameter":"\#(parameter)","dates":\#(dates)}"#)
        #expect(answer.status == .ok, "\(answer.text)")
    }

    private func form(_ query: String = days) async -> PageForm {
        PageForm(await browser.get(Self.path + query).text)
    }

    // MARK: Saving

    @Test func dayWithoutDistributionHasOneAmount() async throws {
        let form = await form()
        #expect(form["amount.0.0"] == "")
        #expect(form["amount.0.1"] == nil)
        let answer = await browser.post(
            Self.path, pairs: form.with(["amount.0.0": "12.5", "amount.2.0": "1e-3", "action": "save"]))
        #expect(answer.status == .seeOther, "\(answer.text)")
        #expect(await browser.follow(answer).text.contains("Saved."))
        #expect(
            await stored()
                == #"[{"date":"2025-01-30","distribution":{"null":12.5}},{"date":"2025-02-01","distribution":{"null":1e-3}}]"#
        )
        // Which parameter would distribute them is not decided by it.
        #expect(try site.campaign().expensesDistributionParameter == nil)
        let report = await site.ask(
            "GET", "/api/v2/reports/statistics?campaignId=42&periodStart=2025-01-30&periodEnd=2025-01-30")
        #expect(report.text.contains(#""expenses":12.50"#))
    }

    @Test func amountsAreDistributedByAParameterOfTheClicks() async throws {
        let form = await form(Self.days + "&parameter=source")
        let values = form.pairs.filter { $0.name.hasPrefix("value.") }.map(\.value)
        #expect(values == [#""null""#, #""==1+1""#, #""=clicks""#, #""facebook""#, #""google""#])
        let answer = await browser.post(
            Self.path,
            pairs: form.with([
                "amount.0.3": "7.129", "amount.0.1": "0", "amount.1.4": " 2 ", "action": "save",
            ]))
        #expect(answer.status == .seeOther, "\(answer.text)")
        #expect(
            await stored()
                == #"[{"date":"2025-01-30","distribution":{"==1+1":0,"facebook":7.129}},{"date":"2025-01-31","distribution":{"google":2}}]"#
        )
        #expect(try site.campaign().expensesDistributionParameter == "source")
    }

    /// Amounts stay as they were sent, also when the day beside them changes.
    @Test func savingWhatIsThereKeepsIt() async throws {
        let dates =
            #"[{"date":"2025-01-30","distribution":{"a\u0000\u202e":1.50,"b":0.00,"facebook":1e1}},{"date":"2025-02-01","distribution":{"b":007}}]"#
            .replacing("007", with: "7.000")
        await setByAPI(dates)
        let before = await stored()
        let answer = await browser.post(Self.path, pairs: await form().with(["action": "save"]))
        #expect(answer.status == .seeOther, "\(answer.text)")
        #expect(await stored() == before)
        var form = await form()
        let place = try #require(form.pairs.firstIndex { $0.value == "7.000" })
        form[form.pairs[place].name] = "8"
        _ = await browser.post(Self.path, pairs: form.with(["action": "save"]))
        #expect(await stored() == before.replacing("7.000", with: "8"))
    }

    @Test func emptiedCellsAreGone() async throws {
        await setByAPI(#"[{"date":"2025-01-30","distribution":{"facebook":1,"google":2}}]"#)
        var form = await form()
        for pair in form.pairs where pair.value == "1" { form[pair.name] = "" }
        _ = await browser.post(Self.path, pairs: form.with(["action": "save"]))
        #expect(await stored() == #"[{"date":"2025-01-30","distribution":{"google":2}}]"#)
        form = await self.form()
        for pair in form.pairs where pair.value == "2" { form[pair.name] = "" }
        _ = await browser.post(Self.path, pairs: form.with(["action": "save"]))
        #expect(try site.campaign().expensesDistributionParameter == nil)
    }

    @Test func currencyOfADayStays() async throws {
        await setByAPI(#"[{"date":"2025-01-30","distribution":{"facebook":1}}]"#)
        let euro = try #require(Currency("eur"))
        _ = try site.store.updateCampaign(try site.campaign().id, Campaign.Change(currency: euro))
        let page = await browser.get(Self.path + Self.days).text
        #expect(page.contains(#"2025-01-30 <span class="unit">USD</span>"#))
        #expect(page.contains("0.00 EUR, 1.00 USD"))
        var form = PageForm(page)
        for pair in form.pairs where pair.value == "1" { form[pair.name] = "3" }
        _ = await browser.post(Self.path, pairs: form.with(["action": "save"]))
        #expect(await stored() == #"[{"date":"2025-01-30","distribution":{"facebook":3},"currency":"usd"}]"#)
    }

    @Test func changeOfSomebodyElseIsNotLost() async throws {
        await setByAPI(#"[{"date":"2025-01-30","distribution":{"facebook":1}}]"#)
        let form = await form()
        await setByAPI(#"[{"date":"2025-01-30","distribution":{"facebook":1,"new":5}}]"#)
        let answer = await browser.post(Self.path, pairs: form.with(["action": "save"]))
        #expect(answer.status == .unprocessableEntity)
        #expect(answer.text.contains("Somebody has changed the expenses"))
        #expect(PageForm(answer.text).pairs.contains { $0.value == "5" })
        #expect(await stored().contains(#""new":5"#))
    }

    /// Of two who save at the same moment, each by a process of its own, one is told of the other.
    @Test func changeAtTheSameMomentIsNotLost() async throws {
        let (site, other) = (site, try site.anotherProcess())
        for round in 1...20 {
            let form = await form()
            let requests = ["1", "2"].map { beginning in
                browser.request(
                    Self.path, pairs: form.with(["amount.0.0": "\(beginning).\(round)", "action": "save"]))
            }
            async let first = site.send(requests[0])
            async let second = other.send(requests[1])
            let statuses = await [first.status, second.status]
            #expect(Set(statuses) == [.seeOther, .unprocessableEntity], "round \(round): \(statuses)")
        }
    }

    /// What one did not touch oneself shows what is stored by now.
    @Test func changedCellOfSomebodyElseIsShown() async throws {
        await setByAPI(#"[{"date":"2025-01-30","distribution":{"facebook":1,"google":2}}]"#)
        var form = await form()
        await setByAPI(#"[{"date":"2025-01-30","distribution":{"facebook":7,"google":2}}]"#)
        let place = try #require(form.pairs.first { $0.value == "2" })
        form[place.name] = "3"
        let answer = await browser.post(
            Self.path, pairs: form.with(["text": "2025-01-31,x,1", "newValue": "y", "action": "save"]))
        #expect(answer.status == .unprocessableEntity)
        #expect(answer.text.contains("Stored by now: 7."))
        #expect(answer.text.contains("Stored by now: 2."))
        #expect(answer.text.ranges(of: "Stored by now").count == 2)
        #expect(answer.text.contains(" data-changed>"))
        #expect(PageForm(answer.text)["text"] == "2025-01-31,x,1")
        #expect(PageForm(answer.text)["newValue"] == "y")
    }

    @Test func changedCurrencyIsNoticed() async throws {
        let form = await form()
        let euro = try #require(Currency("eur"))
        _ = try site.store.updateCampaign(try site.campaign().id, Campaign.Change(currency: euro))
        let answer = await browser.post(
            Self.path, pairs: form.with(["amount.0.0": "100", "action": "save"]))
        #expect(answer.status == .unprocessableEntity)
        #expect(answer.text.contains("Somebody has changed the expenses of these days, or the campaign"))
        #expect(PageForm(answer.text)["amount.0.0"] == "100")
        let again = await browser.post(Self.path, pairs: PageForm(answer.text).with(["action": "save"]))
        #expect(again.status == .seeOther)
    }

    /// The days that do not fit on the page are none of its form's.
    @Test func partOfTheDaysIsSavedAtOnce() async throws {
        let values = (0..<100).map { "\"v\($0)\":1" }.joined(separator: ",")
        for month in ["03", "04"] {
            let dates = (1...30).map {
                "{\"date\":\"2025-\(month)-\($0 < 10 ? "0" : "")\($0)\",\"distribution\":{\(values)}}"
            }
            await setByAPI("[\(dates.joined(separator: ","))]")
        }
        let page = await browser.get(Self.path + "?periodStart=2025-03-01&periodEnd=2025-04-30").text
        #expect(page.contains("There are too many amounts for one page"))
        let answer = await browser.post(Self.path, pairs: PageForm(page).with(["action": "save"]))
        #expect(answer.status == .seeOther, "\(answer.text.prefix(3_000))")
    }

    /// A column that was asked for is not taken for what was saved.
    @Test func addedColumnIsSaidNotToBeSaved() async throws {
        let form = await form(Self.days + "&parameter=source")
        let answer = await browser.post(
            Self.path, pairs: form.with(["newValue": "x", "amount.0.0": "5", "action": "save"]))
        #expect(answer.status == .ok)
        #expect(answer.text.contains("The column was added; nothing has been saved yet."))
        #expect(answer.text.contains(" data-changed>"))
    }

    /// With a column for each value that has ever come a page would be as long as strangers like.
    @Test func emptyColumnsAreAsManyAsAPageHasRoomFor() async throws {
        for number in 0..<250 {
            try await site.click(
                1_000 + UInt64(number), #"{"source":"zone-\#(number)"}"#, at: "2025-02-01T08:00:00Z")
        }
        await setByAPI(#"[{"date":"2025-01-30","distribution":{"zone-99":1}}]"#)
        let page = await browser.get(Self.path + Self.days).text
        let values = PageForm(page).pairs.filter { $0.name.hasPrefix("value.") }.map(\.value)
        #expect(values.count == 200)
        #expect(values.contains("\"zone-99\""))
        #expect(page.contains("55 values of the clicks have no column here."))
        let day = await form("?periodStart=2025-01-30&periodEnd=2025-01-30")
        #expect(day.pairs.count { $0.name.hasPrefix("value.") } == 255)
    }

    @Test func textOfTooManyDaysIsRefused() async throws {
        let first = try #require(ReportDay("2000-01-01"))
        let lines = (0..<6_000).compactMap { ReportDay(number: first.number + 2 * $0) }.map { "\($0),1" }
        let answer = await browser.post(
            Self.path, pairs: await form().with(["text": lines.joined(separator: "\n"), "action": "fill"]))
        #expect(answer.status == .unprocessableEntity)
        #expect(answer.text.contains("More than 5000 values in all."))
    }

    // MARK: Mistakes

    @Test(arguments: [
        ("x", "Not a valid number."), ("12,50", "Not a valid number."), ("1 000", "Not a valid number."),
        ("-1", "Must be greater than or equal to 0."), ("1e999", "Number too large."),
        ("0.1234567890123", "More than 12 decimals."), ("\"1\"", "Not a valid number."),
        ("{", "Not a valid number."),
        ("0.0000000000000000000000000000000000000000", "Longer than maximum length 40."),
    ])
    func mistakesStandBesideTheirCells(text: String, message: String) async throws {
        let answer = await browser.post(
            Self.path, pairs: await form().with(["amount.1.0": text, "amount.2.0": "5", "action": "save"]))
        #expect(answer.status == .unprocessableEntity)
        #expect(answer.text.contains("id=\"amount.1.0.problem\">\(message)"), "\(answer.text)")
        let again = PageForm(answer.text)
        #expect(again["amount.1.0"] == text)
        #expect(again["amount.2.0"] == "5")
        #expect(
            await stored()
                == #"[{"date":"2025-01-30","distribution":{}},{"date":"2025-02-01","distribution":{}}]"#)
    }

    @Test func parameterOfNoClickIsRefusedAsByTheAPI() async throws {
        let form = await form(Self.days + "&parameter=sourse")
        let sent = await browser.post(
            Self.path, pairs: form.with(["newValue": "fb", "action": "column"]))
        let answer = await browser.post(
            Self.path, pairs: PageForm(sent.text).with(["amount.0.1": "1", "action": "save"]))
        #expect(answer.status == .unprocessableEntity)
        #expect(answer.text.contains("No click of the campaign has this parameter. Did you mean source?"))
    }

    /// Beside what was typed, which a field for days could not always show.
    @Test(arguments: [
        ("2025-02-30", "text", "Not a valid date."), ("2025-02-02", "date", "Must not be after"),
        ("1970-01-01", "date", "The period may not be longer than 3660 days."),
    ])
    func wrongPeriodsAreNamed(first: String, type: String, message: String) async throws {
        let answer = await browser.get(Self.path + "?periodStart=\(first)&periodEnd=2025-02-01")
        #expect(answer.status == .unprocessableEntity)
        #expect(answer.text.contains(message), "\(answer.text)")
        #expect(answer.text.contains(#"type="\#(type)" name="periodStart" value="\#(first)""#))
        #expect(answer.text.contains(#"type="date" name="periodEnd" value="2025-02-01""#))
    }

    @Test func moreCellsThanABodyMayHaveAreRefused() async throws {
        let pairs =
            (0..<72).map { (name: "day.\($0)", value: "2025-0\(1 + $0 / 28)-\(10 + $0 % 19)") }
            + (0..<70).map { (name: "value.\($0)", value: "\"v\($0)\"") }
        _ = await browser.get(Self.path)
        let answer = await browser.post(Self.path, pairs: pairs + [(name: "action", value: "save")])
        #expect(answer.status == .unprocessableEntity)
        #expect(answer.text.contains("More than 5000 values in all."))
    }

    @Test(arguments: HostileTexts.all)
    func hostileTextsAreTexts(text: String) async throws {
        let dates = "[{\"date\":\"2025-01-30\",\"distribution\":{\(HostileTexts.json(text)):1}}]"
        await setByAPI(dates)
        let page = await browser.get(Self.path + Self.days).text
        HostileTexts.expectText(in: page)
        let before = await stored()
        let saved = await browser.post(
            Self.path, pairs: PageForm(page).with(["amount.1.1": "2", "action": "save"]))
        #expect(saved.status == .seeOther, "\(saved.text)")
        #expect(await stored().contains(before.dropFirst().dropLast(3)))
        for (name, action) in [("amount.0.0", "save"), ("newValue", "column"), ("text", "fill")] {
            let answer = await browser.post(
                Self.path, pairs: await form().with([name: text, "action": action]))
            HostileTexts.expectText(in: answer.text)
        }
    }

    @Test func whoMayOnlyReadSeesAmountsAndNoForm() async throws {
        await setByAPI(#"[{"date":"2025-01-30","distribution":{"facebook":1.50}}]"#)
        _ = try site.store.setReadOnly(true, user: "anna")
        let page = await browser.get(Self.path + Self.days).text
        #expect(PageForm(page).pairs.isEmpty)
        #expect(!page.contains("<textarea"))
        #expect(page.contains("<td>1.50</td>"))
        #expect(await browser.post(Self.path, ["action": "save"]).status == .forbidden)
    }

    // MARK: Texts of spreadsheets

    @Test(arguments: [
        "2025-01-30\tfacebook\t1.5\r\n2025-02-03\tnew\t2",
        "date,value,amount\n2025-01-30,facebook,1.5\n2025-02-03,\"new\",2\n",
        "\tfacebook\tnew\n2025-01-30\t1.5\t\n2025-02-03\t\t2",
        "Day;new;facebook\n2025-02-03; 2 ;\n\n2025-01-30;;1.5",
    ])
    func textIsWrittenIntoTheGrid(text: String) async throws {
        let form = await form(Self.days + "&parameter=source")
        let filled = await browser.post(Self.path, pairs: form.with(["text": text, "action": "fill"]))
        #expect(filled.status == .ok)
        #expect(filled.text.contains("2 amounts were written into the grid"), "\(filled.text)")
        #expect(await stored().contains(":{}"))
        let saved = await browser.post(
            Self.path, pairs: PageForm(filled.text).with(["action": "save"]))
        #expect(saved.status == .seeOther, "\(saved.text)")
        #expect(
            await stored()
                == #"[{"date":"2025-01-30","distribution":{"facebook":1.5}},{"date":"2025-02-03","distribution":{"new":2}}]"#
        )
    }

    /// A day that the grid did not show keeps what is stored for it.
    @Test func textLeavesOtherAmountsOfADay() async throws {
        await setByAPI(#"[{"date":"2025-03-01","distribution":{"facebook":1,"google":2}}]"#)
        let filled = await browser.post(
            Self.path, pairs: await form().with(["text": "2025-03-01,google,3", "action": "fill"]))
        _ = await browser.post(Self.path, pairs: PageForm(filled.text).with(["action": "save"]))
        #expect(await stored() == #"[{"date":"2025-03-01","distribution":{"facebook":1,"google":3}}]"#)
    }

    @Test(arguments: [
        ("2025-01-30,1\n30.01.2025,2", "Line 2: Not a valid date. Write it as 2026-01-31."),
        ("2025-01-30", "Line 1: A line is the day, the value and the amount."),
        ("2025-01-30,facebook,1", "Line 1: An amount with a value needs a parameter: choose one above."),
        ("a,b\n2025-01-30,1,2", "Line 2: There are more amounts than values in the first line."),
    ])
    func mistakesInATextAreNamedByLine(text: String, message: String) async throws {
        let answer = await browser.post(
            Self.path, pairs: await form().with(["text": text, "action": "save"]))
        #expect(answer.status == .unprocessableEntity)
        #expect(answer.text.contains(message), "\(answer.text)")
        #expect(PageForm(answer.text)["text"]?.replacing("\r\n", with: "\n") == text)
    }
}

extension TestSite {
    fileprivate func campaign() throws -> Campaign {
        let id = try #require(CampaignID(42))
        return try #require(try store.campaign(id))
    }
}
