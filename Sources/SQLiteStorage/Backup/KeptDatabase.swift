import Foundation
import Storage

/// A database put aside under another name, with its log: after a crash, events are in that alone.
///
/// Wherever a kill or a power cut ends it, no database stands beside a log that is not its own, nor without the one that is:
/// the log gets its second name first, then the database its new one, and then the log loses its first, each on disk before
/// the next.
struct KeptDatabase {
    private let path: String
    private let name: String
    /// Of the files beside it that are there.
    private let suffixes: [String]
    private let hasDatabase: Bool

    private static let allSuffixes = ["-wal", "-journal", "-shm"]
    /// Between the database's name and the time.
    private static let mark = ".before-restore-"

    /// Leaves no file under the old names. `path` has no links in it, and nobody else has the database open.
    ///
    /// - Throws: `failed`; all has its old name then.
    init(_ path: String, at time: String) throws(BackupError) {
        self.path = path
        name = Self.freeName("\(path)\(Self.mark)\(time)")
        suffixes = Self.allSuffixes.filter { Self.isThere(path + $0) }
        hasDatabase = Self.isThere(path)
        do throws(BackupError) {
            for suffix in suffixes { try Self.require(link(path + suffix, name + suffix), name + suffix) }
            try PartialFile.syncFolder(folder)
            if hasDatabase { try Self.require(rename(path, name), name) }
            try PartialFile.syncFolder(folder)
            for suffix in suffixes { unlink(path + suffix) }
            try PartialFile.syncFolder(folder)
        } catch {
            putBack()
            throw error
        }
    }

    /// What was put aside last at a path: a database, or a log that had none; nil when there is nothing.
    static func last(putAsideAt path: String) -> String? {
        let url = URL(fileURLWithPath: path)
        let (folder, prefix) = (url.deletingLastPathComponent().path, url.lastPathComponent + mark)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let kept = names.filter { name in
            name.hasPrefix(prefix) && isTimeAndSuffix(name.dropFirst(prefix.count))
                && FileStamp("\(folder)/\(name)")?.byteCount ?? 0 > 0
        }
        // A database is what has to be found; a log alone is one only where there is none.
        let databases = kept.filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-journal") }
        let last = (databases.isEmpty ? kept : databases).max {
            $0.compare($1, options: .numeric) == .orderedAscending
        }
        return last.map { "\(folder)/\($0)" }
    }

    /// Of a database, or of a log that events may be in.
    private static func isTimeAndSuffix(_ text: Substring) -> Bool {
        text.wholeMatch(of: /[0-9]{8}T[0-9]{6}Z(-[0-9]+)?(-wal|-journal)?/) != nil
    }

    /// The new names, the database first; empty when nothing was there.
    var files: [String] { (hasDatabase ? [name] : []) + suffixes.map { name + $0 } }

    /// Gives all its old name again, unless another database has taken it.
    func putBack() {
        guard !Self.isThere(path) || hasDatabase && !Self.isThere(name) else { return }
        for suffix in suffixes { link(name + suffix, path + suffix) }
        syncNames()
        if hasDatabase { link(name, path) }
        // Both names stay where the database has none of its own again: the log belongs to it.
        guard !hasDatabase || !Self.isThere(name) || Inode(path: path) == Inode(path: name) else { return }
        syncNames()
        for suffix in [""] + suffixes where Inode(path: path + suffix) == Inode(path: name + suffix) {
            unlink(name + suffix)
        }
        syncNames()
    }

    private func syncNames() {
        do throws(BackupError) {
            try PartialFile.syncFolder(folder)
        } catch {
            // The error that has led here is the one that is told.
        }
    }

    private var folder: String { (path as NSString).deletingLastPathComponent }

    /// The name, or the first with a number behind it that nothing has, nor a log beside it.
    static func freeName(_ name: String) -> String {
        let names = sequence(first: 1) { $0 + 1 }.lazy.map { $0 == 1 ? name : "\(name)-\($0)" }
        return names.first { name in !([""] + allSuffixes).contains { isThere(name + $0) } } ?? name
    }

    private static func isThere(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path)) != nil
    }

    private static func require(_ result: Int32, _ file: String) throws(BackupError) {
        guard result != 0 else { return }
        throw .failed(file: file, reason: String(cString: strerror(errno)))
    }
}
