/// The groups of a day as a report shows them, step by step: each before its inner ones.
///
/// Those that only other days have are made on the way, so that all of them are never there at once.
package struct GroupWalk: Sequence, IteratorProtocol, Sendable {
    package enum Step: Sendable {
        case begin(ReportGroup)
        /// Of the group that has begun last and has not ended.
        case end
    }

    private struct Level {
        let groups: [ReportGroup]
        let outline: GroupOutline?
        var place = 0
    }

    /// Innermost last.
    private var open: [Level]

    /// Shows the groups of the outline on the day, or, without one, the day's own.
    package init(_ day: Statistics.Day, _ outline: GroupOutline?) {
        open = [Level(groups: outline?.filled(day.groups) ?? day.groups, outline: outline)]
    }

    package mutating func next() -> Step? {
        guard let last = open.indices.last else { return nil }
        guard open[last].place < open[last].groups.count else {
            open.removeLast()
            return open.isEmpty ? nil : .end
        }
        let group = open[last].groups[open[last].place]
        open[last].place += 1
        let outline = open[last].outline?.inner(of: group.key)
        open.append(Level(groups: outline?.filled(group.groups) ?? group.groups, outline: outline))
        return .begin(group)
    }
}
