import Foundation
import SQLiteStorage
import Storage

/// Where the database is, by the text of `--database`.
package struct DatabaseLocation: Sendable {
    /// The path of a SQLite file.
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// `patience` is how long to wait for locks that others hold.
    ///
    /// - Throws: `opening`, or `unavailable` when another process or the disk is in the way.
    package func open(
        _ opening: StoreOpening, patience: Duration = .seconds(30)
    ) throws(StoreError) -> any Store {
        try SQLiteStore(path: path, opening: opening, patience: patience)
    }

    /// Makes a new, empty database; on request in the place of a file of no bytes.
    ///
    /// - Returns: false when there is something already.
    /// - Throws: as `open` does.
    package func make(inPlaceOfEmpty: Bool = false) throws(StoreError) -> Bool {
        try SQLiteStore.make(at: path, inPlaceOfEmpty: inPlaceOfEmpty)
    }

    /// How many bytes the disk has left that the database is on, or is to be; nil when the system does not say.
    package func freeBytes() -> Int64? {
        SQLiteStore.freeBytes(at: path) ?? SQLiteStore.freeBytes(at: folder)
    }

    /// What its WAL takes at most, but while a backup or another read goes on for long.
    package static let walBytes = SQLiteStore.walBytes

    /// How many bytes its file has; 0 when there is none.
    package var byteCount: Int64 {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? Int64) ?? 0
    }

    /// The folder that SQLite keeps the WAL in, too.
    package var folder: String {
        let folder = (path as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }

    /// Looks at the database without changing it; may be called beside a server. `patience` is how long to wait for locks
    /// that others hold.
    ///
    /// - Throws: what opening it would throw.
    package func condition(patience: Duration = .seconds(30)) throws(StoreError) -> StoreCondition {
        try SQLiteStore.condition(ofDatabaseAt: path, patience: patience)
    }

    /// The version of the SQLite that is used, and whether it may lose pages where several processes write one database.
    package static var engine: (version: String, isForOneProcess: Bool) {
        let sqlite = LinkedSQLite.current
        return (sqlite.version, sqlite.isForOneProcess)
    }

    /// The other processes that answer requests with the database at this moment, each as `landing-tracker (4711)`: those that
    /// this user can see.
    package func responders() -> [String] {
        SQLiteStore.responders(ofDatabaseAt: path)
    }

    /// Tries what the next event needs, and takes it back; looks for damage as a server does that starts. May be called
    /// beside a server.
    ///
    /// - Throws: what that event would meet.
    package func tryWriting(patience: Duration) throws(StoreError) {
        let store = try open(.existing, patience: patience)
        do throws(StoreError) {
            try store.tryWriting(wholly: false)
            try store.rehearse(at: .now)
        } catch {
            // What was found first is what is told.
            try? store.close()
            throw error
        }
        try store.close()
    }

    /// Makes a backup of the database, beside a server.
    ///
    /// - Throws: `BackupError` or `StoreError`.
    package func backUp(_ order: BackupOrder, watch: CopyWatch) throws -> FinishedBackup {
        try BackupRun(ofDatabaseAt: path, order, at: .now, watch: watch).run()
    }

    /// Puts a backup in the place of the database, which nobody may have open.
    ///
    /// - Throws: `BackupError` or `StoreError`.
    package func restore(
        _ source: BackupSource, _ order: RestoreOrder, watch: CopyWatch
    ) throws -> FinishedRestore {
        try RestoreRun(of: source, toDatabaseAt: path, order, at: .now, watch: watch).run()
    }

    /// Brings the tables of a database of an earlier version up to date, after a backup beside it; nothing else does.
    /// `patience` is how long to wait for locks that others hold.
    ///
    /// - Returns: nil when there was nothing to do.
    /// - Throws: `BackupError` or `StoreError`.
    package func upgrade(
        _ order: UpgradeOrder, patience: Duration = .seconds(30), watch: CopyWatch = CopyWatch()
    ) throws -> FinishedUpgrade? {
        try UpgradeRun(ofDatabaseAt: path, order, at: .now, patience: patience, watch: watch).run()
    }

    /// What the database remembers of its last good backup; nil: there was none.
    package func lastBackup(patience: Duration = .seconds(30)) throws(StoreError) -> BackupRecord? {
        try SQLiteStore.lastBackup(ofDatabaseAt: path, patience: patience)
    }
}
