import Foundation
import Storage

/// A file that is being written, beside the place that it takes when it is whole.
///
/// It is locked for as long as it is written: a later run sees what a kill has left, and removes only that.
final class PartialFile {
    let path: String
    private let folder: String
    private let descriptor: Int32
    private var isPlaced = false

    private static let prefix = ".landing-tracker-partial-"
    /// What SQLite may keep beside it.
    private static let suffixes = ["", "-wal", "-shm", "-journal"]

    /// An empty file, for this user only unless told otherwise.
    init(in folder: String, mode: mode_t = 0o600) throws(BackupError) {
        self.folder = folder
        let number = String(UInt64.random(in: .min ... .max), radix: 16)
        path = "\(folder)/\(Self.prefix)\(number)"
        descriptor = Glibc.open(path, O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .target(.unwritable(Self.systemReason), path: folder) }
        // Where a file system has no locks, nobody removes it either.
        _ = FileLock.partialFile.take(on: descriptor)
    }

    deinit {
        guard descriptor >= 0 else { return }
        if !isPlaced { Self.remove(path) }
        Glibc.close(descriptor)
    }

    /// Removes what runs that were killed have left in a folder.
    static func removeStale(in folder: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.wholeMatch(of: /\.landing-tracker-partial-[0-9a-f]{1,16}/) != nil {
            let path = "\(folder)/\(name)"
            let descriptor = Glibc.open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            if FileLock.partialFile.take(on: descriptor) { remove(path) }
            Glibc.close(descriptor)
        }
    }

    private static func remove(_ path: String) {
        for suffix in suffixes { unlink(path + suffix) }
    }

    /// To write to it without SQLite, from where the last call ended.
    var handle: FileHandle { FileHandle(fileDescriptor: descriptor, closeOnDealloc: false) }

    /// Has all that was written so far on disk, whoever has written it.
    func sync() throws(BackupError) {
        guard fsync(descriptor) == 0 else { throw .failed(file: path, reason: Self.systemReason) }
    }

    func setMode(_ mode: mode_t) throws(BackupError) {
        guard fchmod(descriptor, mode) == 0 else { throw .failed(file: path, reason: Self.systemReason) }
    }

    /// Gives it its name, in its folder; what has that name is replaced.
    func replace(_ target: String) throws(BackupError) {
        guard rename(path, target) == 0 else { throw .failed(file: target, reason: Self.systemReason) }
        isPlaced = true
        try Self.syncFolder(folder)
    }

    /// Gives it its name, in its folder, unless something has that name.
    ///
    /// - Returns: whether it has.
    func take(_ target: String) throws(BackupError) -> Bool {
        guard link(path, target) == 0 else {
            if errno == EEXIST { return false }
            throw .failed(file: target, reason: Self.systemReason)
        }
        isPlaced = true
        unlink(path)
        try Self.syncFolder(folder)
        return true
    }

    /// Has a folder's changes of names on disk.
    static func syncFolder(_ folder: String) throws(BackupError) {
        let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .failed(file: folder, reason: systemReason) }
        defer { Glibc.close(descriptor) }
        // EINVAL: of a file system that syncs no folders.
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw .failed(file: folder, reason: systemReason)
        }
    }

    private static var systemReason: String { String(cString: strerror(errno)) }
}
