/// Every group of a report, on whichever of its days it is, without figures.
package struct GroupOutline: Hashable, Sendable {
    private let inner: [GroupKey: GroupOutline]
    /// In their order.
    private let keys: [GroupKey]

    /// All groups of some days.
    package init(_ days: [[ReportGroup]]) {
        var found: [GroupKey: [[ReportGroup]]] = [:]
        for groups in days {
            for group in groups {
                let isInnermost = group.groups.isEmpty
                found[group.key, default: []].append(contentsOf: isInnermost ? [] : [group.groups])
            }
        }
        inner = found.mapValues { GroupOutline($0) }
        keys = found.keys.sorted()
    }

    /// How many groups there are, groups of groups among them.
    package var count: Int { inner.values.reduce(keys.count) { $0 + $1.count } }

    /// The keys of all groups, each with its bytes.
    package var keyByteCount: Int {
        inner.reduce(0) { $0 + ($1.key.text?.count ?? 0) + $1.value.keyByteCount }
    }

    /// What there is within a group; nil for one that is none of these.
    func inner(of key: GroupKey) -> GroupOutline? { inner[key] }

    /// The groups of a day, and those that it lacks with zeros, in the order of groups; on this level only.
    func filled(_ groups: [ReportGroup]) -> [ReportGroup] {
        guard groups.count < keys.count else { return groups }
        let clicked = groups.prefix { $0.figures.clicks > 0 }
        var places: [GroupKey: Int] = [:]
        for (place, group) in groups.enumerated() { places[group.key] = place }
        let others = keys.compactMap { key -> ReportGroup? in
            guard let place = places[key] else { return ReportGroup(key: key, figures: Figures()) }
            return place < clicked.count ? nil : groups[place]
        }
        return clicked + others
    }
}
