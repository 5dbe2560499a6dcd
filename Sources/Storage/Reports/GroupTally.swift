import Tracking

/// What the journeys of one day with the same values of the group parameters come to.
struct GroupTally {
    /// One key per group parameter, outermost first.
    let path: [GroupKey]
    var tally: Tally
}
