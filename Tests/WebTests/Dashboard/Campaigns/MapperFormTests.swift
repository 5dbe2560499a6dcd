import Foundation
import HTTP
import Storage
import TestSupport
import Testing
import Tracking

/// The rows of a status mapper.
struct MapperFormTests {
    private let path = "/dashboard/campaigns/42/edit"

    private func visit(mapper: String?) async throws -> (TestSite, Browser) {
        let site = try TestSite()
        try site.store.addSampleCampaign(42, .sample(mapper: mapper))
        let browser = Browser(site)
        await browser.logIn()
        return (site, browser)
    }

    private func mapper(_ site: TestSite) throws -> String? {
        try site.store.campaign(#require(CampaignID(42)))?.settings.statusMapper?.json
    }

    /// What rows cannot show: escapes, halves of surrogate pairs, an empty word, control characters, other members.
    @Test(arguments: [
        #"{ "mapping" : {"\u0061": "accept"}, "parameter": "\u0073tatus" }"#,
        #"{"parameter":"s","mapping":{"\ud800":"accept","\ud801":"trash","":"reject"}}"#,
        #"{"parameter":"a\u0000b\u202e","mapping":{"\r\n":"accept","\t x":"expect"},"note":[1, 2]}"#,
        "{}", #"{"mapping":{"x":"accept"}}"#, #"{"parameter":null,"mapping":null}"#, nil,
    ])
    func mapperOfTheAPIStaysAsItIs(json: String?) async throws {
        let (site, browser) = try await visit(mapper: json)
        let form = PageForm(await browser.get(path).text)
        let answer = await browser.post(path, pairs: form.with(["name": "Other", "action": "save"]))
        #expect(answer.status == .seeOther)
        let kept = try mapper(site)
        #expect(kept.map { Array($0.utf8) } == json.map { Array($0.utf8) })
    }

    /// A row that is changed leaves the others in their own spelling, and what is beside them.
    @Test func otherRowsKeepTheirSpelling() async throws {
        let (site, browser) = try await visit(
            mapper:
                #"{"note":[1, 2],"mapping":{"\u0061":"accept","\ud800":"trash","b":"reject"},"parameter":"s"}"#
        )
        let form = PageForm(await browser.get(path).text)
        _ = await browser.post(path, pairs: form.with(["meaning.2": "expect", "action": "save"]))
        #expect(
            try mapper(site)
                == #"{"parameter":"s","mapping":{"\u0061":"accept","\ud800":"trash","b":"expect"},"note":[1, 2]}"#
        )
    }

    @Test func moreRowsAreSentBackWithTheForm() async throws {
        let (site, browser) = try await visit(mapper: nil)
        let form = PageForm(await browser.get(path).text)
        let answer = await browser.post(
            path, pairs: form.with(["parameter": "p", "word.0": "x", "action": "more"]))
        #expect(answer.status == .ok)
        let more = PageForm(answer.text)
        #expect(more["word.0"] == "x")
        #expect(more["word.12"] == "")
        #expect(form["word.12"] == nil)
        #expect(try mapper(site) == nil)
    }

    @Test(arguments: [
        ("approved", "becomes accept: row 1, “approved”, matched exactly."),
        (
            " Hold ",
            "becomes expect: row 2, “hold”, matched without white space around it and without letter case."
        ),
        ("other", "becomes trash: no row has it."),
    ])
    func wordIsTried(word: String, answer: String) async throws {
        let (_, browser) = try await visit(mapper: Campaign.Settings.sampleMapper)
        let form = PageForm(await browser.get(path).text)
        let page = await browser.post(path, pairs: form.with(["try": word, "action": "preview"])).text
        #expect(page.contains(answer))
    }

    /// By rows that are not saved.
    @Test func wordIsTriedWithWhatIsTyped() async throws {
        let (site, browser) = try await visit(mapper: Campaign.Settings.sampleMapper)
        let form = PageForm(await browser.get(path).text)
        let page = await browser.post(
            path,
            pairs: form.with(["word.4": "new", "meaning.4": "reject", "try": "new", "action": "preview"]))
        #expect(page.text.contains("becomes reject: row 5, “new”"))
        #expect(page.text.contains("As it would be saved."))
        #expect(try mapper(site) == Campaign.Settings.sampleMapper)
    }

    // MARK: Words that have come

    @Test func wordsThatHaveComeAreCountedAndUnmappedOnesMarked() async throws {
        let site = try await TestSite.withTraffic()
        let browser = Browser(site)
        await browser.logIn()
        let page = await browser.get(path).text
        #expect(page.contains("All 6 postbacks of the campaign since 2025-01-30 were looked at"))
        for row in [
            #"<code class="word">approved</code></th><td>2</td>"#,
            #"<code class="word">hold</code></th><td>2</td>"#,
            #"<code class="word">unheard of</code></th><td>1</td>"#,
        ] {
            #expect(page.contains(row), "\(row)")
        }
        #expect(page.components(separatedBy: "class=\"unmapped\"").count == 2)
        #expect(page.components(separatedBy: ">Add a row</button>").count == 2)

        let added = await browser.post(
            path, pairs: PageForm(page).with(["add": #""unheard of""#]))
        let form = PageForm(added.text)
        #expect(form["word.3"] == "unheard of")
        #expect(form["meaning.3"] == "")
        let saved = await browser.post(path, pairs: form.with(["meaning.3": "reject", "action": "save"]))
        #expect(saved.status == .seeOther)
        #expect(await browser.get(path).text.contains("class=\"unmapped\"") == false)
    }

    @Test func changesAreShownBeforeTheyAreSaved() async throws {
        let site = try await TestSite.withTraffic()
        let browser = Browser(site)
        await browser.logIn()
        let form = PageForm(await browser.get(path).text)
        let page = await browser.post(
            path,
            pairs: form.with([
                "meaning.0": "expect", "word.3": "Unheard Of", "meaning.3": "accept", "action": "preview",
            ])
        ).text
        #expect(
            page.contains(
                "Of 6 postbacks 3 would have another status had they come after saving: 2 from accept to expect, 1 from trash to accept."
            ), "\(page)")
        #expect(page.contains("With the rows above"))
        #expect(
            try site.store.journey(#require(ClickID("00000000-0000-0000-0000-000000000001")))?.conversion?
                .status == .accept)
    }

    @Test(arguments: HostileTexts.all)
    func wordsOfStrangersAreTexts(text: String) async throws {
        let (site, browser) = try await visit(mapper: nil)
        let mapper = try StatusMapper(parameter: text, mapping: [(word: text + "1", status: .accept)])
        _ = try site.store.updateCampaign(
            #require(CampaignID(42)), Campaign.Change(name: "x", statusMapper: .some(mapper)))
        try await site.click(1, at: "2025-01-30T08:00:00Z")
        let parameters = Parameters(json: "{\(HostileTexts.json(text)):\(HostileTexts.json(text))}")
        try await site.record(
            .postback(Postback(clickID: ClickID(high: 0, low: 1), parameters: parameters)),
            at: "2025-01-30T09:00:00Z")
        let page = await browser.get(path).text
        HostileTexts.expectText(in: page)
        // The button adds a row that has the word exactly.
        let spelling = try #require(page.firstMatch(of: /name="add" value="([^"]*)"/)).output.1
        let added = await browser.post(
            path, pairs: PageForm(page).with(["add": PageForm.unescaped(spelling)]))
        _ = await browser.post(
            path, pairs: PageForm(added.text).with(["meaning.1": "expect", "action": "save"]))
        let id = try #require(CampaignID(42))
        let entries = try #require(try site.store.campaign(id)?.settings.statusMapper).entries
        #expect(entries.map { Array($0.word.utf8) } == [text + "1", text].map { Array($0.utf8) })
    }
}
