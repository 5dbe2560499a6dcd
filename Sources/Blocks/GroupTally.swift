import Tracking

/// What the journeys of one day with the same values of the group parameters come to.
package struct GroupTally {
    /// One key per group parameter, outermost first.
    package let path: [GroupKey]
    package var tally: Tally
}
