import Tracking

/// The lines of a report one after the other, each before its inner ones, and the total at the end.
struct ReportRows: Sequence, IteratorProtocol, Sendable {
    struct Row: Sendable {
        let kind: Kind
        /// From the outermost line to this one; empty for the total.
        let path: [ReportNode.Name]
        let node: ReportNode
    }

    /// By the words of CSV.
    enum Kind: String, Sendable {
        case line, subtotal, total
    }

    /// Innermost last: what is left of each level.
    private var open: [ArraySlice<ReportNode>]
    private var path: [ReportNode.Name] = []
    private var total: ReportNode?

    init(_ nodes: [ReportNode], total: ReportNode?) {
        open = [nodes[...]]
        self.total = total
    }

    mutating func next() -> Row? {
        while let level = open.indices.last {
            guard let node = open[level].popFirst() else {
                open.removeLast()
                if !path.isEmpty { path.removeLast() }
                continue
            }
            let row = Row(kind: node.inner.isEmpty ? .line : .subtotal, path: path + [node.name], node: node)
            if !node.inner.isEmpty {
                open.append(node.inner[...])
                path.append(node.name)
            }
            return row
        }
        defer { total = nil }
        return total.map { Row(kind: .total, path: [], node: $0) }
    }
}

extension ReportContent {
    /// The sum of all lines, as a line.
    var totalNode: ReportNode {
        ReportNode(name: .value(.missing), figures: total, hasExpenses: hasExpenses)
    }
}
