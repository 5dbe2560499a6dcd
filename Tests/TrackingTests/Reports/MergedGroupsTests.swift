import Testing
import Tracking

/// Groups of several days and campaigns put together.
struct MergedGroupsTests {
    /// `fb` with two ads, and another day with one of them and one of `tiktok`.
    private static let days: [[ReportGroup]] = [
        [.of("fb", [.of("b", clicks: 2), .of("a", clicks: 1)])],
        [.of("tiktok", [.of("a", clicks: 4)]), .of("fb", [.of("b", clicks: 1)])],
    ]

    @Test func groupsAreCountedOnce() {
        var merged = MergedGroups()
        for groups in Self.days { merged.add(groups) }
        #expect(merged.groups.lines == ["fb 4", "  b 3", "  a 1", "tiktok 4", "  a 4"])
        #expect(merged.count == 5 && merged.keyByteCount == 2 + 1 + 1 + 6 + 1)
        for groups in Self.days { merged.add(groups) }
        #expect(merged.count == 5 && merged.keyByteCount == 11)
        #expect([ReportGroup](merging: Self.days).lines == ["fb 4", "  b 3", "  a 1", "tiktok 4", "  a 4"])
    }

    @Test func levelsMayStandOtherwise() {
        var merged = MergedGroups()
        for groups in Self.days { merged.add(groups, levels: [1, 0]) }
        // Without an inner one it has no place among them.
        merged.add([.of("bing", clicks: 0)], levels: [1, 0])
        #expect(merged.groups.lines == ["a 5", "  tiktok 4", "  fb 1", "b 3", "  fb 3"])
        #expect(merged.count == 5 && merged.keyByteCount == 1 + 6 + 2 + 1 + 2)
        merged.add([.of("b", [.of("fb", clicks: 3)])], levels: [0, 1])
        #expect(merged.groups.lines == ["b 6", "  fb 6", "a 5", "  tiktok 4", "  fb 1"])
    }

    @Test func threeLevelsAreTurned() {
        var merged = MergedGroups()
        merged.add([.of("x", [.of("y", [.of("z", clicks: 1)])])], levels: [1, 2, 0])
        #expect(merged.groups.lines == ["y 1", "  z 1", "    x 1"])
    }
}

extension ReportGroup {
    fileprivate static func of(_ key: String, clicks: Int64) -> ReportGroup {
        var figures = Figures()
        figures.tally.clicks = clicks
        return ReportGroup(key: GroupKey(shown: key), figures: figures)
    }

    /// A group with the clicks of its inner ones.
    fileprivate static func of(_ key: String, _ groups: [ReportGroup]) -> ReportGroup {
        var figures = Figures()
        figures.tally.clicks = groups.reduce(0) { $0 + $1.figures.clicks }
        return ReportGroup(key: GroupKey(shown: key), figures: figures, groups: groups)
    }
}

extension [ReportGroup] {
    /// Each with its clicks, before its inner ones, which are indented.
    fileprivate var lines: [String] {
        flatMap { group in
            ["\(group.key.shown) \(group.figures.clicks)"] + group.groups.lines.map { "  " + $0 }
        }
    }
}
