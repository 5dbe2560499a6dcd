import Tracking

/// The groups of a report: a node for each day, below it one for each key of the first parameter, and so on; what
/// was counted stands in the nodes of the last parameter.
struct GroupTree {
    /// A place in the tree; the root is 0.
    typealias Node = UInt32

    private struct Edge {
        let parent: Node
        let label: UInt32

        /// Both in one number: a number alone is hashed faster than two.
        var key: UInt64 { UInt64(parent) << 32 | UInt64(label) }
    }

    private var edges: [Edge] = [Edge(parent: 0, label: 0)]
    /// By the keys of their edges.
    private var children: [UInt64: Node] = [:]
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
        if let node = children[edge.key] { return node }
        let node = Node(edges.count)
        children[edge.key] = node
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

    /// What was counted, by day, as groups within groups.
    consuming func days(count: Int) -> [GroupedDay] {
        var days = [GroupedDay](repeating: GroupedDay(), count: count)
        var groups = [[ReportGroup]](repeating: [], count: edges.count)
        let inner = innerNodes
        // A node is younger than the one that it is in: from the end on, all that is in a node comes before it.
        for node in edges.indices.dropFirst().reversed() {
            groups[node] = ordered(inner[node]).map { place in
                ReportGroup(
                    key: key(of: place), figures: Figures(tally: tallies[place]), groups: groups[place])
            }
            let outer = Int(edges[node].parent)
            if outer == 0 {
                days[Int(edges[node].label)] = GroupedDay(tally: tallies[node], groups: groups[node])
            }
            tallies[outer] += tallies[node]
        }
        return days
    }

    /// The nodes right below each node.
    private var innerNodes: [[Int]] {
        var nodes = [[Int]](repeating: [], count: edges.count)
        for (node, edge) in edges.enumerated().dropFirst() { nodes[Int(edge.parent)].append(node) }
        return nodes
    }

    /// As groups beside each other are.
    private func ordered(_ nodes: [Int]) -> [Int] {
        var ranked = nodes.map { (node: $0, clicks: tallies[$0].clicks, key: key(of: $0)) }
        ranked.sort { $0.clicks == $1.clicks ? $0.key < $1.key : $0.clicks > $1.clicks }
        return ranked.map(\.node)
    }

    private func key(of node: Int) -> GroupKey { keys[Int(edges[node].label)] }
}
