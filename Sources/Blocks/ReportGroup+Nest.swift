import Tracking

extension ReportGroup {
    /// Tallies by path as groups within groups; `expenses` go to the outermost, also where nothing was counted.
    package static func nest(
        _ tallies: [GroupTally], expenses: [GroupKey: MoneyByCurrency]
    ) -> [ReportGroup] {
        var groups = nest(tallies, depth: 0)
        guard !expenses.isEmpty else { return groups }
        groups = groups.map { group in
            let figures = Figures(tally: group.figures.tally, expenses: expenses[group.key] ?? .zero)
            return ReportGroup(key: group.key, figures: figures, groups: group.groups)
        }
        let known = Set(groups.map(\.key))
        groups += expenses.filter { !known.contains($0.key) }.map { key, amount in
            ReportGroup(key: key, figures: Figures(expenses: amount))
        }
        return ordered(groups)
    }

    private static func nest(_ tallies: [GroupTally], depth: Int) -> [ReportGroup] {
        let isInnermost = tallies.allSatisfy { $0.path.count == depth + 1 }
        let groups = isInnermost ? innermost(tallies) : outer(tallies, depth: depth)
        return ordered(groups)
    }

    /// Each path stands once among the tallies.
    private static func innermost(_ tallies: [GroupTally]) -> [ReportGroup] {
        tallies.compactMap { tally in
            tally.path.last.map { ReportGroup(key: $0, figures: Figures(tally: tally.tally)) }
        }
    }

    private static func outer(_ tallies: [GroupTally], depth: Int) -> [ReportGroup] {
        Dictionary(grouping: tallies) { $0.path[depth] }.map { key, tallies in
            let sum = tallies.reduce(into: Tally()) { $0 += $1.tally }
            return ReportGroup(
                key: key, figures: Figures(tally: sum), groups: nest(tallies, depth: depth + 1))
        }
    }

    /// Sorted by their places, since a group is large to move.
    private static func ordered(_ groups: [ReportGroup]) -> [ReportGroup] {
        let clicks = groups.map(\.figures.clicks)
        let places = groups.indices.sorted { left, right in
            clicks[left] == clicks[right]
                ? groups[left].key < groups[right].key : clicks[left] > clicks[right]
        }
        return places.map { groups[$0] }
    }
}
