import Tracking

extension ReportGroup {
    /// Tallies by path as groups within groups; `expenses` go to the outermost, also where nothing was counted.
    static func nest(_ tallies: [GroupTally], expenses: [GroupKey: MoneySum]) -> [ReportGroup] {
        nest(tallies[...], depth: 0, expenses: expenses)
    }

    private static func nest(
        _ tallies: ArraySlice<GroupTally>, depth: Int, expenses: [GroupKey: MoneySum]
    ) -> [ReportGroup] {
        var members: [GroupKey: [GroupTally]] = [:]
        for tally in tallies where depth < tally.path.count {
            members[tally.path[depth], default: []].append(tally)
        }
        for key in expenses.keys where members[key] == nil { members[key] = [] }
        let groups = members.map { key, tallies in
            ReportGroup(
                key: key,
                figures: Figures(
                    tally: tallies.reduce(into: Tally()) { $0 += $1.tally }, expenses: expenses[key] ?? .zero),
                groups: nest(tallies[...], depth: depth + 1, expenses: [:]))
        }
        return groups.sorted(by: isBefore)
    }

    private static func isBefore(_ left: ReportGroup, _ right: ReportGroup) -> Bool {
        left.figures.clicks == right.figures.clicks
            ? left.key < right.key : left.figures.clicks > right.figures.clicks
    }
}
