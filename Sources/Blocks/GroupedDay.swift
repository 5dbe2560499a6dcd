import Tracking

/// What was counted on one day, without expenses.
package struct GroupedDay: Hashable, Sendable {
    /// Of the whole day.
    package let tally: Tally
    /// Those that have journeys; none where the report has no parameters.
    package let groups: [ReportGroup]

    init(tally: Tally = Tally(), groups: [ReportGroup] = []) {
        self.tally = tally
        self.groups = groups
    }
}
