extension [ReportGroup] {
    /// The groups of all days put together, in the order of groups.
    package init(merging days: [[ReportGroup]]) {
        var merged = MergedGroups()
        for groups in days { merged.add(groups) }
        self = merged.groups
    }
}

/// Groups with the sums of what was added to them.
package struct MergedGroups: Sendable {
    private var places: [GroupKey: Int] = [:]
    private var figures: [Figures] = []
    private var keys: [GroupKey] = []
    private var inner: [MergedGroups] = []
    /// How many groups there are, groups of groups among them.
    package private(set) var count = 0
    /// The keys of all groups, each with its bytes.
    package private(set) var keyByteCount = 0

    package init() {}

    package mutating func add(_ groups: [ReportGroup]) {
        for group in groups {
            let place = place(of: group.key)
            figures[place] += group.figures
            if !group.groups.isEmpty { change(innerAt: place) { $0.add(group.groups) } }
        }
    }

    /// Adds groups whose levels stand in another order: `levels` has, for each level here, which of theirs it is.
    ///
    /// What was spent on outer groups, and belongs to none of their inner ones, has no place here then.
    package mutating func add(_ groups: [ReportGroup], levels: [Int]) {
        guard levels != Array(levels.indices) else { return add(groups) }
        addInnermost(of: groups, within: [], levels)
    }

    private mutating func addInnermost(of groups: [ReportGroup], within outer: [GroupKey], _ levels: [Int]) {
        for group in groups {
            let path = outer + [group.key]
            if path.count == levels.count {
                add(group.figures, at: levels.map { path[$0] }[...])
            } else {
                addInnermost(of: group.groups, within: path, levels)
            }
        }
    }

    private mutating func add(_ sum: Figures, at path: ArraySlice<GroupKey>) {
        guard let key = path.first else { return }
        let place = place(of: key)
        figures[place] += sum
        if path.count > 1 { change(innerAt: place) { $0.add(sum, at: path.dropFirst()) } }
    }

    private mutating func change(innerAt place: Int, _ change: (inout MergedGroups) -> Void) {
        count -= inner[place].count
        keyByteCount -= inner[place].keyByteCount
        change(&inner[place])
        count += inner[place].count
        keyByteCount += inner[place].keyByteCount
    }

    /// Where a key's group is; it begins one for a new key.
    private mutating func place(of key: GroupKey) -> Int {
        if let place = places[key] { return place }
        places[key] = keys.count
        keys.append(key)
        figures.append(Figures())
        inner.append(MergedGroups())
        count += 1
        keyByteCount += key.text?.count ?? 0
        return keys.count - 1
    }

    /// In the order of groups.
    package var groups: [ReportGroup] {
        keys.indices.map { ReportGroup(key: keys[$0], figures: figures[$0], groups: inner[$0].groups) }
            .sorted { left, right in
                let clicks = (left.figures.clicks, right.figures.clicks)
                return clicks.0 == clicks.1 ? left.key < right.key : clicks.0 > clicks.1
            }
    }
}
