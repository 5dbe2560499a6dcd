import Foundation
import Storage

/// A database put aside under another name, with its log: after a crash, events are in that alone.
///
/// Wherever a kill ends it, no database stands beside a log that is not its own, nor without the one that is: the log gets
/// its second name first, then the database its new one, and then the log loses its first.
struct KeptDatabase {
    private let path: String
    private let name: String
    /// Of the files beside it that are there.
    private let suffixes: [String]
    private let hasDatabase: Bool

    private static let allSuffixes = ["-wal", "-journal", "-shm"]

    /// Leaves no file under the old names. `path` has no links in it, and nobody else has the database open.
    ///
    /// - Throws: `failed`; all has its old name then.
    init(_ path: String, at time: String) throws(BackupError) {
        self.path = path
        name = Self.freeName("\(path).before-restore-\(time)")
        suffixes = Self.allSuffixes.filter { Self.isThere(path + $0) }
        hasDatabase = Self.isThere(path)
        do throws(BackupError) {
            for suffix in suffixes { try Self.require(link(path + suffix, name + suffix), name + suffix) }
            try PartialFile.syncFolder(folder)
            if hasDatabase { try Self.require(rename(path, name), name) }
        } catch {
            for suffix in suffixes { unlink(name + suffix) }
            throw error
        }
        for suffix in suffixes { unlink(path + suffix) }
        try PartialFile.syncFolder(folder)
    }

    /// The new names, the database first; empty when nothing was there.
    var files: [String] { (hasDatabase ? [name] : []) + suffixes.map { name + $0 } }

    /// Gives all its old name again, where nothing has taken it.
    func putBack() {
        for suffix in suffixes { link(name + suffix, path + suffix) }
        guard !hasDatabase || link(name, path) == 0 else { return }
        for file in files { unlink(file) }
    }

    private var folder: String { (path as NSString).deletingLastPathComponent }

    /// The name, or the first with a number behind it that nothing has.
    private static func freeName(_ name: String) -> String {
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
