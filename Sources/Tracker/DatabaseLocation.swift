import SQLiteStorage
import Storage

/// Where the database is, by the text of `--database`.
package struct DatabaseLocation: Sendable {
    /// The path of a SQLite file.
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// - Throws: `opening`, or `unavailable` when another process or the disk is in the way.
    package func open(_ opening: StoreOpening) throws(StoreError) -> any Store {
        try SQLiteStore(path: path, opening: opening)
    }

    /// Looks at the database without changing it; may be called beside a server.
    ///
    /// - Throws: what opening it would throw.
    package func condition() throws(StoreError) -> StoreCondition {
        try SQLiteStore.condition(ofDatabaseAt: path)
    }
}
