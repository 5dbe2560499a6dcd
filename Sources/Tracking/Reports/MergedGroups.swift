extension [ReportGroup] {
    /// The groups of all days put together, in the order of groups.
    package init(merging days: [[ReportGroup]]) {
        var merged = MergedGroups()
        for groups in days { merged.add(groups) }
        self = merged.groups
    }
}

/// Groups with the sums of what was added to them.
private struct MergedGroups {
    private var places: [GroupKey: Int] = [:]
    private var figures: [Figures] = []
    private var keys: [GroupKey] = []
    private var inner: [MergedGroups] = []

    mutating func add(_ groups: [ReportGroup]) {
        for group in groups {
            let place = places[group.key] ?? begin(group.key)
            figures[place] += group.figures
            if !group.groups.isEmpty { inner[place].add(group.groups) }
        }
    }

    private mutating func begin(_ key: GroupKey) -> Int {
        places[key] = keys.count
        keys.append(key)
        figures.append(Figures())
        inner.append(MergedGroups())
        return keys.count - 1
    }

    var groups: [ReportGroup] {
        keys.indices.map { ReportGroup(key: keys[$0], figures: figures[$0], groups: inner[$0].groups) }
            .sorted { left, right in
                let clicks = (left.figures.clicks, right.figures.clicks)
                return clicks.0 == clicks.1 ? left.key < right.key : clicks.0 > clicks.1
            }
    }
}
