import Tracking

/// A line of a report's table, with those that it is the sum of.
struct ReportNode: Sendable {
    let name: Name
    let figures: Figures
    /// Whether what was spent on it is known.
    let hasExpenses: Bool
    var inner: [ReportNode] = []

    enum Name: Sendable {
        case day(ReportDay)
        case value(GroupKey)
        case campaign(CampaignReference)
    }

    func value(of figure: ReportFigure) -> FigureValue {
        figure.needsExpenses && !hasExpenses ? .unknown : figure.value(of: figures)
    }

    var leafCount: Int { inner.isEmpty ? 1 : inner.reduce(0) { $0 + $1.leafCount } }
}

extension ReportNode.Name: Comparable {
    /// Days by the calendar, values by their bytes, campaigns by name and then by number.
    static func < (left: ReportNode.Name, right: ReportNode.Name) -> Bool {
        switch (left, right) {
        case (.day(let left), .day(let right)): left < right
        case (.value(let left), .value(let right)): left < right
        case (.campaign(let left), .campaign(let right)): left.sortName < right.sortName
        case (.day, _), (.value, _), (.campaign, _): false
        }
    }

    static func == (left: ReportNode.Name, right: ReportNode.Name) -> Bool {
        !(left < right) && !(right < left)
    }
}

extension CampaignReference {
    fileprivate var sortName: (String, Int64) { (name.lowercased(), id.number) }
}

extension [ReportNode] {
    /// On each level by a column, or by name; equal ones stay as they are.
    func sorted(by sorting: ReportChoice.Sorting?, among figures: [ReportFigure]) -> [ReportNode] {
        guard let sorting else { return self }
        let figure = figures.first { $0.word == sorting.word }
        guard figure != nil || sorting.word == ReportChoice.Sorting.nameWord else { return self }
        return sorted(by: figure, sorting.order)
    }

    private func sorted(by figure: ReportFigure?, _ order: ListOrder) -> [ReportNode] {
        let ranked = map { node in
            var node = node
            node.inner = node.inner.sorted(by: figure, order)
            return (node: node, rank: figure.map { node.value(of: $0).rank } ?? 0)
        }
        return ranked.sorted { left, right in
            let (left, right) = order == .ascending ? (left, right) : (right, left)
            return figure == nil ? left.node.name < right.node.name : left.rank < right.rank
        }.map(\.node)
    }

    /// Those innermost ones that have the most clicks, within what they are part of.
    ///
    /// - Returns: How many innermost ones were left out, too.
    func limited(to limit: Int) -> (nodes: [ReportNode], leftOut: Int) {
        let clicks = leafClicks
        guard clicks.count > limit else { return (self, 0) }
        let ranked = clicks.indices.sorted { clicks[$0] == clicks[$1] ? $0 < $1 : clicks[$0] > clicks[$1] }
        var kept = Leaves(places: Set(ranked.prefix(limit)))
        return (kept.filtered(self), clicks.count - limit)
    }

    private var leafClicks: [Int64] {
        flatMap { $0.inner.isEmpty ? [$0.figures.clicks] : $0.inner.leafClicks }
    }
}

/// Which of all innermost nodes, in their order, are kept.
private struct Leaves {
    let places: Set<Int>
    private var next = 0

    init(places: Set<Int>) {
        self.places = places
    }

    mutating func filtered(_ nodes: [ReportNode]) -> [ReportNode] {
        nodes.compactMap { node in
            guard !node.inner.isEmpty else {
                next += 1
                return places.contains(next - 1) ? node : nil
            }
            var node = node
            node.inner = filtered(node.inner)
            return node.inner.isEmpty ? nil : node
        }
    }
}
