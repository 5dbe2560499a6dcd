import Tracking

/// The groups of a report: a node for each day, below it one for each key of the first parameter, and so on; what
/// was counted stands in the nodes of the last parameter.
struct GroupTree {
    /// A place in the tree; the root is 0.
    typealias Node = UInt32

    private struct Edge: Hashable {
        let parent: Node
        let label: UInt32
    }

    private var edges: [Edge] = [Edge(parent: 0, label: 0)]
    private var children: [Edge: Node] = [:]
    private(set) var tallies: [Tally] = [Tally()]
    private var keyNumbers: [GroupKey: UInt32] = [:]
    private var keys: [GroupKey] = []

    /// How many groups there are, days and groups of groups among them, or keys, if there are more.
    var groupCount: Int { max(edges.count - 1, keys.count) }

    /// The keys of all groups, each with its bytes: what an answer is long by.
    private(set) var keyByteCount = 0

    /// The number by which `child(of:label:)` knows a key.
    mutating func label(of key: GroupKey) -> UInt32 {
        if let number = keyNumbers[key] { return number }
        let number = UInt32(keys.count)
        keyNumbers[key] = number
        keys.append(key)
        return number
    }

    /// The node of a day, or of a key's label, below another.
    mutating func child(of parent: Node, label: UInt32) -> Node {
        let edge = Edge(parent: parent, label: label)
        if let node = children[edge] { return node }
        let node = Node(edges.count)
        children[edge] = node
        edges.append(edge)
        tallies.append(Tally())
        // Below the root are days.
        if parent != 0 { keyByteCount += keys[Int(label)].text?.count ?? 0 }
        return node
    }

    mutating func count(clicks: Int64, in node: Node) {
        tallies[Int(node)].clicks += clicks
    }

    mutating func count(_ conversion: RowConversion, in node: Node) {
        tallies[Int(node)][conversion.status].leads += 1
        guard let payout = conversion.payout else { return }
        tallies[Int(node)][conversion.status].payouts.add(MoneySum(payout.amount), in: payout.currency)
    }

    /// What was counted, by day; `depth` is the number of parameters.
    func groups(dayCount: Int, depth: Int) -> [[GroupTally]] {
        var days = [[GroupTally]](repeating: [], count: dayCount)
        for (node, tally) in tallies.enumerated() where tally.clicks > 0 {
            var path: [GroupKey] = []
            path.reserveCapacity(depth)
            var edge = edges[node]
            while edge.parent != 0 {
                path.append(keys[Int(edge.label)])
                edge = edges[Int(edge.parent)]
            }
            path.reverse()
            days[Int(edge.label)].append(GroupTally(path: path, tally: tally))
        }
        return days
    }
}
