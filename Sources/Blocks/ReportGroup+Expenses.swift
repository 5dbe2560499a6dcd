import Tracking

extension [ReportGroup] {
    /// With what was spent on the outermost groups, also on those where nothing was counted.
    package func adding(_ expenses: [GroupKey: MoneyByCurrency]) -> [ReportGroup] {
        guard !expenses.isEmpty else { return self }
        let groups = map { group in
            let figures = Figures(tally: group.figures.tally, expenses: expenses[group.key] ?? .zero)
            return ReportGroup(key: group.key, figures: figures, groups: group.groups)
        }
        let known = Set(map(\.key))
        let others = expenses.filter { !known.contains($0.key) }.map { key, amount in
            ReportGroup(key: key, figures: Figures(expenses: amount))
        }
        // Without clicks, so that they come after all others, in the order of keys.
        return groups + others.sorted { $0.key < $1.key }
    }
}
