/// What to do where there is no database.
package enum StoreOpening: Sendable {
    case createIfMissing, existing
}

/// What stands in a database, found without changing it.
package enum StoreCondition: Hashable, Sendable {
    /// Of an earlier version, or empty: the next command that opens it brings its tables up to date.
    case outdated
    case current(campaignCount: Int)
}
