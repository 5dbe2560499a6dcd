import SQLiteStorage
import Storage

/// A database of a test's own, with a store on it; removed when the last reference goes.
package final class StoreSite: Sendable {
    package let kind: StoreKind
    package let folder: TemporaryFolder
    package let store: any Store

    /// In the folder of another site, it is a second process on the same database.
    package init(_ kind: StoreKind, in folder: TemporaryFolder? = nil) throws {
        self.kind = kind
        self.folder = try folder ?? TemporaryFolder()
        store = try Self.open(kind, in: self.folder)
    }

    /// A further store on the same database, as another process has.
    package func open() throws -> any Store { try Self.open(kind, in: folder) }

    private static func open(_ kind: StoreKind, in folder: TemporaryFolder) throws -> any Store {
        switch kind {
        case .sqlite: try SQLiteStore(path: folder.path("tracker.db"), opening: .createIfMissing)
        }
    }
}
