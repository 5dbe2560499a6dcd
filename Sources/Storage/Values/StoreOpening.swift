import Tracking

/// What to do where there is no database.
package enum StoreOpening: Sendable {
    case createIfMissing, existing
}

/// What stands in a database, found without changing it.
package enum StoreCondition: Hashable, Sendable {
    /// Of an earlier version: an upgrade brings its tables up to date.
    case outdated
    case current(campaignCount: Int, full: FullJourneys)
}

/// Journeys that have as many events as are kept of one, and what came for them on top.
package struct FullJourneys: Hashable, Sendable {
    package let count: Int64
    /// Events that were refused, or only counted.
    package let surplus: Int64
    /// The one with most of them; nil when there is none.
    package let fullest: ClickID?

    package init(count: Int64 = 0, surplus: Int64 = 0, fullest: ClickID? = nil) {
        self.count = count
        self.surplus = surplus
        self.fullest = fullest
    }
}
