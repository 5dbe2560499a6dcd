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
        try requireNoLeftLog()
        do {
            return try makeWhole(file, replacing: found)
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
        guard replacing else { return try new.take(file) }
        try new.replace(file)
        return true
    }

    /// SQLite would remove a log whose database is missing or empty, or apply it to the new one.
    func requireNoLeftLog() throws(StoreError) {
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        // First the logs: whoever makes a database makes those later.
        guard let log = ["-wal", "-journal"].map({ file + $0 }).first(where: Self.hasBytes),
            !Self.hasBytes(file)
        else { return }
        throw .opening(.leftLog(log), database: path)
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
