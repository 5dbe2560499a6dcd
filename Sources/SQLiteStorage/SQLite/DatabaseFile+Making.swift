import Foundation
import GRDB
import Storage

/// A new database, whole before it has its name: an empty file is never one that was about to be made.
extension DatabaseFile {
    /// Readable by the owner and its group; SQLite gives its -wal and -shm files the same mode.
    private static let mode: mode_t = 0o640

    /// Makes a database without campaigns; on request in the place of a file of no bytes.
    ///
    /// - Returns: false when there is something already.
    func make(inPlaceOfEmpty: Bool = false) throws(StoreError) -> Bool {
        _ = Self.isMemoryUncounted
        if let link = DatabaseLinks(path: path).problem { throw .opening(link, database: path) }
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let found = FileManager.default.fileExists(atPath: file)
        guard !found || inPlaceOfEmpty && Self.isEmpty(file) else { return false }
        try requireNothingLeft()
        do {
            return try makeWhole(file, replacing: found)
        } catch BackupError.held {
            throw .unavailable(.busy, database: path)
        } catch BackupError.target(.unwritable(let reason), _) {
            throw openingError(StoreError.opening(.unopenable(reason), database: path))
        } catch let error as BackupError {
            throw openingError(StoreError.opening(.unopenable("\(error)"), database: path))
        } catch {
            throw openingError(error)
        }
    }

    private func makeWhole(_ file: String, replacing: Bool) throws -> Bool {
        let folder = (file as NSString).deletingLastPathComponent
        PartialFile.removeStale(in: folder)
        let new = try PartialFile(in: folder, mode: Self.mode)
        let pool = try DatabasePool(path: new.path, configuration: .ours)
        try pool.writeWithoutTransaction { database in
            try database.inImmediateTransaction {
                _ = try schema.apply(to: database)
                try DatabaseAge.beginAnother(in: database)
            }
        }
        // The last connection empties the WAL and removes its files, which one that only reads cannot.
        pool.invalidateReadOnlyConnections()
        try pool.close()
        try new.sync()
        // Held: it may have become a database since, by another command for example.
        guard replacing, let held = try HeldDatabase(file) else { return try new.take(file) }
        guard held.isEmpty else { return false }
        try new.replace(file)
        // Whoever has opened it in between waits for the lock, and would write to a file that nobody finds.
        _ = held.waitForOthers(until: .now + LockPatience.usual)
        return true
    }

    /// What was there may be in what is left of it alone: a log whose database is missing or empty, which SQLite would remove,
    /// or apply to the new one; or a database that a restore has put aside before it was ended.
    func requireNothingLeft() throws(StoreError) {
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        // Before the database is looked for: whoever makes one makes the logs later, and a restore may be at its end.
        let log = ["-wal", "-journal"].map { file + $0 }.first(where: Self.hasBytes)
        let kept = Inode(path: file) == nil ? KeptDatabase.last(putAsideAt: file) : nil
        guard !Self.hasBytes(file) else { return }
        if let kept { throw .opening(.putAside(kept), database: path) }
        if let log { throw .opening(.leftLog(log), database: path) }
    }

    private static func isEmpty(_ file: String) -> Bool {
        var info = stat()
        return stat(file, &info) == 0 && info.st_mode & S_IFMT == S_IFREG && info.st_size == 0
    }

    private static func hasBytes(_ file: String) -> Bool {
        var info = stat()
        return stat(file, &info) == 0 && info.st_size > 0
    }
}

extension SQLiteStore {
    /// Makes a database at `path`; see `DatabaseFile.make`.
    ///
    /// - Returns: false when there is something already.
    /// - Throws: `opening`, or `unavailable` when the disk is in the way.
    package static func make(at path: String, inPlaceOfEmpty: Bool = false) throws(StoreError) -> Bool {
        try DatabaseFile(path: path, lockPatience: LockPatience()).make(inPlaceOfEmpty: inPlaceOfEmpty)
    }
}
