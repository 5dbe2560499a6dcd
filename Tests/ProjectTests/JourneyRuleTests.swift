import Testing

/// The rules of the journey stand in `JourneyStep`: a store finds, writes and adds, and decides nothing.
struct JourneyRuleTests {
    @Test(arguments: SourceFile.all.filter { SourceFile.stores.contains($0.module) })
    func storeDecidesNothing(_ file: SourceFile) {
        #expect(RuleOfAJourney.lines(in: file.code) == [])
    }

    /// Of what waited for its campaign, which a step has no room for.
    @Test(arguments: SourceFile.stores)
    func storeMapsEarlierPostbacksInOnePlace(store: String) {
        let code = SourceFile.all.filter { $0.module == store }.map(\.code).joined(separator: "\n")
        #expect(code.split(separator: "\n").count { $0.contains(".mapped(") } == 1)
    }

    @Test(arguments: [
        "journey.leadCount += 1", "after.postbackCount = before.postbackCount + 1", "repeatCount += 1",
        "state.conversions = [conversion]", "state.conversions.append(conversion)",
        "state.conversions.removeAll()", "journey.clickedAt = time", "journey.campaignID = campaign.id",
        "after.lastActivityAt = max(after.lastActivityAt, time)",
        "journey.hasParameters = !click.parameters.isEmpty",
        "let conversion = campaign.settings.conversion(of: parameters, reportedAt: time)",
        "let conversion = step.settings.conversion(of: parameters, reportedAt: step.last.reportedAt)",
        "let status = mapper.reading(of: parameters).status", "let payout = status.isPaid ? cost : nil",
        "let state = JourneyState(clickID: id, createdAt: time)", "if status == .accept { return }",
        "case .accept, .expect: cost", "if journey.clickedAt == nil { return .firstClick }",
        "guard known.state.campaignID != nil else { return }",
        "UPDATE journey SET lead_count = lead_count + 1 WHERE id = ?",
        "postback_count = coalesce(postback_count, 0) + 1,",
        "last_activity_at = max(last_activity_at, ?)",
        "UPDATE journey SET status = 'accept' WHERE id = ?", "status = CASE WHEN ?1 THEN 'accept' END",
        "ON CONFLICT (click_id) DO UPDATE SET repeat_count = journey.repeat_count + 1",
    ])
    func ruleThatSlipsInIsFound(line: String) {
        #expect(RuleOfAJourney.lines(in: "func read() {\n\(line)\n}") == [line])
    }

    @Test(arguments: [
        "leadCount = row.integer(9)", "lastActivityAt = Timestamp(milliseconds: row.integer(13))",
        "case leadCount = \"lead_count\"", "firstClick.bind(journey.conversions.last, at: 6)",
        "case .leadCount: left.leadCount != right.leadCount",
        "SELECT count(*) FROM journey WHERE campaign_id IS NULL AND clicked_at IS NOT NULL",
        "UPDATE journey SET clicked_at = ?1, status = ?6 WHERE id = ?11",
    ])
    func findingWritingAndAddingIsNoRule(line: String) {
        #expect(RuleOfAJourney.lines(in: line) == [])
    }
}

/// What code looks like that decides something about a journey.
private enum RuleOfAJourney {
    /// The lines of a store's file that do.
    static func lines(in code: String) -> [String] {
        code.split(separator: "\n").map(String.init).filter { line in
            guard !isReading(line) else { return false }
            return changesAJourney(line) || asksAJourney(line) || readsAStatus(line) || decidesInSQL(line)
        }
    }

    /// From a row to a value, or the name of a column.
    private static func isReading(_ line: String) -> Bool {
        line.contains(word(/\brow\b/)) || line.contains(/^case \w+ = "\w+"$/)
    }

    private static func changesAJourney(_ line: String) -> Bool {
        let assignment =
            /\b(campaignID|clickedAt|hasParameters|conversions|leadCount|postbackCount|repeatCount|lastActivityAt)\s*[-+]?=[^=]/
        return line.contains(word(assignment)) || line.contains(/\.conversions\.(append|remove|insert)/)
            || line.contains("JourneyState(clickID")
    }

    /// Whether there is a click or a campaign yet, but for what a step wants to know.
    private static func asksAJourney(_ line: String) -> Bool {
        line.contains(word(/\b(clickedAt|campaignID)\s*[!=]=\s*nil/)) && !line.contains("lastPostback")
    }

    private static func readsAStatus(_ line: String) -> Bool {
        line.contains(".conversion(of:") || line.contains(".reading(of:")
            || line.contains(".isPaid") || line.contains(word(/\.(accept|expect|reject|trash)\b/))
    }

    /// Gives a column a value that is none of the step's.
    private static func decidesInSQL(_ line: String) -> Bool {
        let computation =
            /\b(lead_count|postback_count|repeat_count|last_activity_at|status|payout|converted_at) = (CASE\b|[a-z]+\(|[\w., ()]+ \+ )/
        return line.contains(word(computation)) || line.contains(word(/\bSET status = '/))
    }

    /// To Unicode, `journey.leadCount` is one word.
    private static func word<Output>(_ regex: Regex<Output>) -> Regex<Output> {
        regex.wordBoundaryKind(.simple)
    }
}
