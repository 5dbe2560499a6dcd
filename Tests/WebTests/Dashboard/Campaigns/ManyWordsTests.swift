import HTTP
import TestSupport
import Testing

/// The page of a campaign for which more words have come than stand in it unless somebody asks for all.
struct ManyWordsTests {
    private static let path = "/dashboard/campaigns/42/edit"
    private static let all = path + "?words=all"
    private static let count: UInt64 = 205

    private let browser: Browser

    /// From w1001 to w1205, each once.
    init() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...Self.count {
                group.addTask {
                    try await site.click(number, at: "2025-01-30T08:00:00Z")
                    try await site.postback(number, "w\(1_000 + number)", at: "2025-01-30T09:00:00Z")
                }
            }
            try await group.waitForAll()
        }
        browser = Browser(site)
        await browser.logIn()
    }

    @Test func mostFrequentOnesStandInThePageAndAllWhereTheyAreAskedFor() async throws {
        let page = try await load(Self.path)
        #expect(page.wordCount == 200)
        #expect(page.contains(">w1200</code>"))
        #expect(!page.contains("w1201"))
        #expect(page.contains("5 more words came; the 200 most frequent are listed."))
        #expect(page.contains(#"<a href="?words=all#words">Show all 205 words</a>"#))

        let whole = try await load(Self.all)
        #expect(whole.wordCount == 205)
        #expect(!whole.contains("more words came"))
        // So that they stay when something is tried.
        #expect(whole.contains(#"action="/dashboard/campaigns/42/edit?words=all""#))
    }

    /// Those that do not stand in the page, too. What is typed stays when all are asked for.
    @Test func whatSavingWouldChangeIsOfAllWords() async throws {
        let form = PageForm(try await load(Self.path))
        let preview = try await load(
            Self.path,
            sending: form.with(["word.3": "w1205", "meaning.3": "accept", "action": "preview"]))
        #expect(
            preview.contains(
                "Of 205 postbacks 1 would have another status had they come after saving: 1 from trash to accept."
            ))
        #expect(!preview.contains(">w1205</code>"))
        #expect(preview.contains(#"<button formaction="?words=all#words">Show all 205 words</button>"#))

        let whole = try await load(Self.all, sending: PageForm(preview).pairs)
        #expect(whole.wordCount == 205)
        #expect(PageForm(whole)["word.3"] == "w1205")
        #expect(PageForm(whole)["meaning.3"] == "accept")
    }

    /// The page for which all postbacks were looked at in time; on a slow machine that is not the first.
    private func load(
        _ path: String, sending pairs: [(name: String, value: String)]? = nil
    ) async throws -> String {
        for _ in 0..<100 {
            let answer: HTTPResponse
            if let pairs {
                answer = await browser.post(path, pairs: pairs)
            } else {
                answer = await browser.get(path)
            }
            if answer.text.contains("All \(Self.count) postbacks") { return answer.text }
        }
        throw Unexpected("the postbacks were never looked at in time")
    }
}

extension String {
    /// Of a campaign's page: how many words are listed.
    fileprivate var wordCount: Int { matches(of: /<code class="word">/).count }
}
