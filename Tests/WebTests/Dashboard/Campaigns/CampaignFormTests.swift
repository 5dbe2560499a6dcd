import HTTP
import Storage
import TestSupport
import Testing
import Tracking

/// Campaigns that are made and changed in forms.
struct CampaignFormTests {
    private let site: TestSite
    private let browser: Browser

    init() async throws {
        site = try TestSite()
        try site.store.addSampleCampaign()
        browser = Browser(site)
        await browser.logIn()
    }

    // MARK: A new one

    @Test func campaignIsAdded() async throws {
        let form = PageForm(await browser.get("/dashboard/campaigns/new").text)
        let answer = await browser.post(
            "/dashboard/campaigns/new",
            pairs: form.with([
                "name": "Rings № 1", "costModel": "cpl", "costValue": "12.345", "currency": "EUR",
                "parameter": "state", "word.0": "Paid", "meaning.0": "accept", "word.2": "no",
                "meaning.2": "reject", "action": "save",
            ]))
        #expect(answer.status == .seeOther)
        #expect(answer[.location] == "/dashboard/campaigns/43/edit?done=added")
        let campaign = try #require(try site.campaign(43))
        #expect(campaign.settings.name == "Rings № 1")
        #expect(campaign.settings.costModel == .cpl)
        #expect("\(campaign.settings.cost.amount)" == "12.34")
        #expect(campaign.settings.cost.currency.code == "eur")
        #expect(
            campaign.settings.statusMapper?.json
                == #"{"parameter":"state","mapping":{"Paid":"accept","no":"reject"}}"#)
        let page = await browser.follow(answer).text
        #expect(page.contains("The campaign is there."))
        #expect(page.contains("https://tracker.example/api/v2/track/click"))
    }

    @Test func numberMayBeChosenAndIsTakenOnce() async throws {
        let fields: KeyValuePairs = [
            "number": " 77 ", "name": "x", "costModel": "cpa", "costValue": "1", "currency": "usd",
            "action": "save",
        ]
        _ = await browser.get("/dashboard/campaigns/new")
        let answer = await browser.post("/dashboard/campaigns/new", fields)
        #expect(answer[.location] == "/dashboard/campaigns/77/edit?done=added")
        #expect(try site.campaign(77)?.settings.statusMapper == nil)
        let again = await browser.post("/dashboard/campaigns/new", fields)
        #expect(again.status == .unprocessableEntity)
        #expect(again.text.contains("The campaign number 77 is taken."))
        #expect(PageForm(again.text)["name"] == "x")
    }

    /// Each beside its field, in the words of the API.
    @Test func mistakesAreShownAsTheAPINamesThem() async throws {
        let wrong: KeyValuePairs = [
            "number": "x", "name": "", "costModel": "cpx", "costValue": "-", "currency": "zzz",
            "parameter": "",
            "word.0": "a", "meaning.0": "", "word.1": "b", "meaning.1": "accept", "word.2": "b",
            "meaning.2": "trash", "action": "save",
        ]
        _ = await browser.get("/dashboard/campaigns/new")
        let answer = await browser.post("/dashboard/campaigns/new", wrong)
        #expect(answer.status == .unprocessableEntity)
        for (id, message) in [
            ("number-about", "Not a valid integer."), ("name-about", "Shorter than minimum length 1."),
            ("costModel-about", "Must be one of: cpc, cpm, cpl, cpa, cpi."),
            ("costValue-about", "Not a valid number."), ("currency-about", "Not a valid currency code."),
            ("parameter-about", "Shorter than minimum length 1."),
        ] {
            #expect(answer.text.contains("id=\"\(id)\"><span class=\"problem\">\(message)"), "\(id)")
        }
        #expect(answer.text.contains("Must be one of: accept, expect, reject, trash."))
        #expect(answer.text.contains("Row 2 has the same word."))
        let again = PageForm(answer.text)
        #expect(again["costValue"] == "-")
        #expect(again["word.2"] == "b")
        #expect(again["meaning.2"] == "trash")
        #expect(try site.store.campaigns().count == 1)
    }

    @Test(arguments: HostileTexts.all)
    func hostileTextsAreTexts(text: String) async throws {
        let form = PageForm(await browser.get("/dashboard/campaigns/new").text)
        let answer = await browser.post(
            "/dashboard/campaigns/new",
            pairs: form.with([
                "number": text, "name": text, "costValue": text, "currency": text, "parameter": text,
                "word.0": text, "meaning.0": text, "try": text, "version": text, "action": "save",
            ]))
        #expect(answer.status == .unprocessableEntity)
        HostileTexts.expectText(in: answer.text)
    }

    // MARK: One that is there

    @Test func formThatIsSavedAsItIsChangesNothing() async throws {
        let before = try site.campaign(42)
        let form = PageForm(await browser.get("/dashboard/campaigns/42/edit").text)
        let answer = await browser.post("/dashboard/campaigns/42/edit", pairs: form.with(["action": "save"]))
        #expect(answer[.location] == "/dashboard/campaigns/42/edit?done=saved")
        #expect(await browser.follow(answer).text.contains("hold for postbacks from now on"))
        #expect(try site.campaign(42) == before)
    }

    @Test func whatIsTypedIsSaved() async throws {
        let form = PageForm(await browser.get("/dashboard/campaigns/42/edit").text)
        #expect(form["costValue"] == "10.00")
        _ = await browser.post(
            "/dashboard/campaigns/42/edit",
            pairs: form.with([
                "name": "Кольца", "costValue": "3", "word.1": "", "meaning.0": "trash", "word.3": "new",
                "meaning.3": "expect", "action": "save",
            ]))
        let settings = try #require(try site.campaign(42)).settings
        #expect(settings.name == "Кольца")
        #expect("\(settings.cost.amount)" == "3.00")
        #expect(
            settings.statusMapper?.json
                == #"{"parameter":"status","mapping":{"approved":"trash","declined":"reject","new":"expect"}}"#
        )
    }

    @Test func mapperGoesWhenItsParameterAndRowsAreEmptied() async throws {
        let form = PageForm(await browser.get("/dashboard/campaigns/42/edit").text)
        _ = await browser.post(
            "/dashboard/campaigns/42/edit",
            pairs: form.with([
                "parameter": "", "word.0": "", "word.1": "", "word.2": "", "action": "save",
            ]))
        #expect(try site.campaign(42)?.settings.statusMapper == nil)
    }

    @Test func changeOfSomebodyElseIsNotLost() async throws {
        let form = PageForm(await browser.get("/dashboard/campaigns/42/edit").text)
        let id = try #require(CampaignID(42))
        _ = try site.store.updateCampaign(id, Campaign.Change(name: "Of somebody else"))
        let answer = await browser.post(
            "/dashboard/campaigns/42/edit", pairs: form.with(["name": "Mine", "action": "save"]))
        #expect(answer.status == .unprocessableEntity)
        #expect(answer.text.contains("Somebody has changed the campaign"))
        #expect(try site.campaign(42)?.settings.name == "Of somebody else")
        let again = PageForm(answer.text)
        #expect(again["name"] == "Mine")
        _ = await browser.post("/dashboard/campaigns/42/edit", pairs: again.with(["action": "save"]))
        #expect(try site.campaign(42)?.settings.name == "Mine")
    }

    /// Of two who save at the same moment, each by a process of its own, one is told of the other.
    @Test func changeAtTheSameMomentIsNotLost() async throws {
        let (site, other) = (site, try site.anotherProcess())
        let path = "/dashboard/campaigns/42/edit"
        for round in 1...20 {
            let form = PageForm(await browser.get(path).text)
            let requests = ["Mine", "Theirs"].map { name in
                browser.request(path, pairs: form.with(["name": "\(name) \(round)", "action": "save"]))
            }
            async let first = site.send(requests[0])
            async let second = other.send(requests[1])
            let statuses = await [first.status, second.status]
            #expect(Set(statuses) == [.seeOther, .unprocessableEntity], "round \(round): \(statuses)")
        }
    }

    /// What one did not touch oneself shows what is stored by now.
    @Test func changedFieldOfSomebodyElseIsShown() async throws {
        let form = PageForm(await browser.get("/dashboard/campaigns/42/edit").text)
        let answer = await site.ask("PATCH", "/api/v2/core/campaigns/42", #"{"costValue":12}"#)
        #expect(answer.status == .ok, "\(answer.text)")
        let stale = await browser.post(
            "/dashboard/campaigns/42/edit", pairs: form.with(["name": "Mine", "action": "save"]))
        #expect(stale.status == .unprocessableEntity)
        #expect(stale.text.contains("Stored by now: 12.00."))
        #expect(!stale.text.contains("Stored by now is another mapper"))
        #expect(stale.text.contains(" data-changed>"))
    }

    @Test(arguments: [
        "/dashboard/campaigns/9/edit", "/dashboard/campaigns/x/edit", "/dashboard/campaigns/042/expenses",
    ])
    func unknownCampaignIsNotFound(path: String) async {
        let answer = await browser.get(path)
        #expect(answer.status == .notFound)
        #expect(answer.text.contains("Campaign does not exist"))
    }

    @Test func whoMayOnlyReadSeesNoForm() async throws {
        _ = try site.store.setReadOnly(true, user: "anna")
        let page = await browser.get("/dashboard/campaigns/42/edit?try=%20APPROVED").text
        #expect(PageForm(page).pairs.isEmpty)
        #expect(!page.contains("<button class=\"primary\""))
        #expect(!page.contains("method=\"post\" action=\"/dashboard/campaigns"))
        #expect(page.contains("becomes accept: row 1"))
        let answer = await browser.post("/dashboard/campaigns/42/edit", ["name": "x", "action": "save"])
        #expect(answer.status == .forbidden)
        #expect(try site.campaign(42)?.settings.name == "LatAm Ring Campaign")
    }

    /// The form for a new one is of no use without the right to send it.
    @Test func whoMayOnlyReadIsRefusedTheFormOfANewOne() async throws {
        _ = try site.store.setReadOnly(true, user: "anna")
        let answer = await browser.get("/dashboard/campaigns/new")
        #expect(answer.status == .forbidden)
        #expect(answer.text.contains("That is not allowed"))
        #expect(!answer.text.contains("<select"))
    }

    // MARK: Archived ones

    @Test func campaignIsArchivedAndListedAgain() async throws {
        _ = await browser.get("/dashboard/campaigns/42/edit")
        let answer = await browser.post("/dashboard/campaigns/42/archive", ["archived": "true"])
        #expect(await browser.follow(answer).text.contains("List this campaign again"))
        #expect(
            await browser.get("/dashboard/campaigns/archived").text.contains("42 LatAm Ring Campaign</a>"))
        #expect(await site.ask("GET", "/api/v2/core/campaigns/42").text.contains(#""archived":true"#))
        try await site.click(1, at: "2025-01-30T08:00:00Z")
        #expect(try site.store.summary(of: #require(CampaignID(42))).clickCount == 1)
        _ = await browser.post("/dashboard/campaigns/42/archive", ["archived": "false"])
        #expect(await browser.get("/dashboard/campaigns/archived").text.contains("No campaign is archived."))
        #expect(try site.campaign(42)?.settings.isArchived == false)
    }

    /// Whoever may change nothing finds them as well, and is promised no change.
    @Test func whoMayOnlyReadSeesArchivedOnes() async throws {
        _ = try site.store.updateCampaign(
            try #require(CampaignID(42)), Campaign.Change(isArchived: true))
        _ = try site.store.setReadOnly(true, user: "anna")
        let list = await browser.get("/dashboard/campaigns/archived").text
        #expect(list.contains(#"<a href="/dashboard/campaigns/42/edit">Show</a>"#))
        #expect(!list.contains("list again"))
        let page = await browser.get("/dashboard/campaigns/42/edit").text
        #expect(page.contains(#"<a href="/dashboard/campaigns/archived">archived</a>"#))
    }

    @Test(arguments: [("true", true), (#""yes""#, true), ("false", false)])
    func archivedIsAFieldOfAChange(value: String, isArchived: Bool) async throws {
        let answer = await site.ask("PATCH", "/api/v2/core/campaigns/42", #"{"archived":\#(value)}"#)
        #expect(answer.text.contains(#""archived":\#(isArchived)"#), "\(answer.text)")
        let wrong = await site.ask("PATCH", "/api/v2/core/campaigns/42", #"{"archived":null}"#)
        #expect(wrong.text.contains(#""errors":{"json":{"archived":["Field may not be null."]}}"#))
    }
}

extension TestSite {
    fileprivate func campaign(_ number: Int64) throws -> Campaign? {
        try store.campaign(#require(CampaignID(number)))
    }
}
