import GRDB

/// A change of the tables. Once released it is never edited: what it did wrong, a further step mends.
///
/// The first real one is a file `Schema+Something.swift` with an extension that has the step, and its name in
/// `Schema.current`; the schema that it changes becomes a fixture of the tests.
struct SchemaStep: Sendable {
    /// Begins with its number. What has been done is known by it.
    let name: String
    /// Changes the tables, in one transaction for which events wait: quick whatever is in them.
    let change: @Sendable (Database) throws -> Void
    /// Brings some rows of before up to date, for some milliseconds, while events are taken; nil: there is nothing of the kind.
    /// It is called again and again, each time in a transaction, until it says that nothing is left. Until then, whoever reads
    /// the rows must take them as they were, too.
    var fill: (@Sendable (Database) throws -> Filling)?

    /// How far it is.
    struct Filling: Sendable {
        /// Of this call.
        let doneCount: Int
        let isOver: Bool
    }
}
