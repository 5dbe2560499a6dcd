import Foundation
import TestSupport

/// Counts the commits to a SQLite database in WAL mode from outside: whoever writes, and at no cost to them.
///
/// The index of the WAL has a counter that grows with each transaction (iChange,
/// https://www.sqlite.org/walformat.html, 2.1).
struct CommitCounter {
    private static let position: UInt64 = 8

    /// Longer than anybody who wants to commit sleeps before the next try.
    private static let quietSeconds: Double = 0.2

    let database: String

    /// What has been committed since the index was made; nil when there is no WAL.
    func commits() throws -> UInt32? {
        guard let index else { return nil }
        defer { try? index.close() }
        return try Self.commits(in: index)
    }

    /// The index of the WAL, open; nil when there is no WAL.
    var index: FileHandle? { FileHandle(forReadingAtPath: database + "-shm") }

    static func commits(in index: FileHandle) throws -> UInt32? {
        try index.seek(toOffset: position)
        guard let bytes = try index.read(upToCount: 4), bytes.count == 4 else { return nil }
        // In the byte order of the machine.
        return bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
    }

    /// Returns when nothing more is committed; at once when there is no WAL.
    func waitUntilQuiet() throws {
        guard var latest = try commits() else { return }
        var changedAt = Date()
        try waitUntil("commits end") {
            if let count = try commits(), count != latest { (latest, changedAt) = (count, Date()) }
            return Date().timeIntervalSince(changedAt) > Self.quietSeconds
        }
    }
}
