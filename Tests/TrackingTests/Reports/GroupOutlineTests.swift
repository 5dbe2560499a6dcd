import Testing
import Tracking

/// Which groups each day of a report shows.
struct GroupOutlineTests {
    /// Two days: `fb` with two ads on the first one, `tiktok` with one of these on the second.
    private let days: [[ReportGroup]] = [
        [.of("fb", [.of("b", clicks: 2), .of("a", clicks: 1)])],
        [.of("tiktok", [.of("a", clicks: 1)]), .of("bing", expenses: 3)],
    ]

    @Test func eachDayHasEveryPathOfGroups() throws {
        let report = try statistics(days).showingEveryGroup(for: query())
        #expect(!report.isSparse)
        #expect(
            report.lines(ofDay: 0) == [
                "fb 3", "  b 2", "  a 1", "bing 0", "tiktok 0", "  a 0",
            ])
        #expect(
            report.lines(ofDay: 1) == [
                "tiktok 1", "  a 1", "bing 0 spent 3.00", "fb 0", "  a 0", "  b 0",
            ])
    }

    @Test func sparseReportIsLeftAsItIs() throws {
        var query = try query()
        query.isSparse = true
        let report = try statistics(days).showingEveryGroup(for: query)
        #expect(!report.isSparse)
        #expect(report.lines(ofDay: 1) == ["tiktok 1", "  a 1", "bing 0 spent 3.00"])
    }

    /// Six groups with 15 bytes of keys, on two days.
    @Test(arguments: [(12, 30, false), (11, 30, true), (12, 29, true)])
    func reportBeyondALimitIsSparseAndSaysSo(groups: Int, bytes: Int, isSparse: Bool) throws {
        var query = try query()
        (query.groupLimit, query.keyByteLimit) = (groups, bytes)
        let report = try statistics(days).showingEveryGroup(for: query)
        #expect(report.isSparse == isSparse)
        #expect(report.lines(ofDay: 0).count == (isSparse ? 3 : 6))
    }

    @Test func ungroupedReportIsNeverSparse() throws {
        var query = try query()
        query.groupLimit = 0
        let report = try statistics([[], []], groupedBy: []).showingEveryGroup(for: query)
        #expect(!report.isSparse)
        #expect(report.lines(ofDay: 0) == [])
    }

    /// A hundred days with fifty groups each, of five thousand in all: as random as they come, against the plain way.
    @Test func manyGroupsAreEachThereOnce() throws {
        let days = (0..<100).map { day in
            (0..<50).map { ReportGroup.of("\(($0 * 7_919 + day * 50) % 5_000)", clicks: Int64($0 % 3)) }
                .sorted { $0.figures.clicks > $1.figures.clicks }
        }
        var query = try query()
        query.groupLimit = 5_000 * 100
        let report = try statistics(days).showingEveryGroup(for: query)
        let all = Set(days.joined().map(\.key))
        for (number, day) in days.enumerated() {
            let shown = report.groups(ofDay: number)
            #expect(shown.count == all.count)
            #expect(Set(shown.map(\.key)) == all)
            let clicks = Dictionary(uniqueKeysWithValues: day.map { ($0.key, $0.figures.clicks) })
            #expect(shown.allSatisfy { $0.figures.clicks == clicks[$0.key] ?? 0 })
            #expect(zip(shown, shown.dropFirst()).allSatisfy { $0.figures.clicks >= $1.figures.clicks })
            let unclicked = shown.drop { $0.figures.clicks > 0 }.map(\.key)
            #expect(unclicked == unclicked.sorted())
        }
    }

    private func query() throws -> StatisticsQuery {
        let day = try #require(ReportDay("2025-01-30"))
        return StatisticsQuery(
            campaign: try #require(CampaignID(42)), period: ReportPeriod(first: day, last: day))
    }

    private func statistics(
        _ groups: [[ReportGroup]], groupedBy names: [String] = ["source", "ad"]
    ) throws -> Statistics {
        let first = try #require(ReportDay("2025-01-30"))
        let days = try groups.enumerated().map { number, groups in
            Statistics.Day(
                day: try #require(ReportDay(number: first.number + number)), line: Statistics.Line(),
                groups: groups)
        }
        return Statistics(
            campaign: try Campaign.sample(), days: days, parameters: [], groupParameters: names)
    }
}

extension ReportGroup {
    fileprivate static func of(_ key: String, clicks: Int64 = 0, expenses: Int64 = 0) -> ReportGroup {
        var figures = Figures()
        figures.tally.clicks = clicks
        if let usd = Currency("usd"), expenses > 0 {
            let units = Money(hundredThousandths: expenses * Money.unit)
            figures.expenses = MoneyByCurrency(MoneySum(units), in: usd)
        }
        return ReportGroup(key: GroupKey(shown: key), figures: figures)
    }

    /// A group with the clicks of its inner ones.
    fileprivate static func of(_ key: String, _ groups: [ReportGroup]) -> ReportGroup {
        var figures = Figures()
        figures.tally.clicks = groups.reduce(0) { $0 + $1.figures.clicks }
        return ReportGroup(key: GroupKey(shown: key), figures: figures, groups: groups)
    }
}

extension Statistics {
    /// What is shown on a day, on the outermost level.
    fileprivate func groups(ofDay number: Int) -> [ReportGroup] {
        var level = 0
        return GroupWalk(days[number], outline).compactMap { step in
            switch step {
            case .begin(let group):
                level += 1
                return level == 1 ? group : nil
            case .end:
                level -= 1
                return nil
            }
        }
    }

    /// All groups of a day as they are shown, indented by their levels.
    fileprivate func lines(ofDay number: Int) -> [String] {
        var level = 0
        return GroupWalk(days[number], outline).compactMap { step in
            guard case .begin(let group) = step else {
                level -= 1
                return nil
            }
            level += 1
            let indent = String(repeating: "  ", count: level - 1)
            let amount = group.figures.expenses[currency]
            let spent = amount == .zero ? "" : " spent \(amount)"
            return "\(indent)\(group.key.shown) \(group.figures.clicks)\(spent)"
        }
    }
}
