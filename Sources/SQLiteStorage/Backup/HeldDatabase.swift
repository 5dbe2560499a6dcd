import Foundation
import Storage

/// A database file that is locked against everybody else, whatever is in it, without SQLite: that would bring its log
/// into it, and remove the log.
final class HeldDatabase {
    let mode: mode_t
    private let path: String
    private let descriptor: Int32
    private let inode: Inode

    /// Between two looks.
    private static let pauseSeconds = 0.05
    /// A command may be about to end.
    private static let patience = Duration.seconds(1)

    /// nil when there is no file. `path` has no links in it.
    ///
    /// - Throws: `held` when anybody else has it open, or has put another file there; `StoreError` when it cannot be opened
    ///   for writing.
    init?(_ path: String) throws {
        self.path = path
        let descriptor = Glibc.open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT { return nil }
        let reason = String(cString: strerror(errno))
        var info = stat()
        guard descriptor >= 0, fstat(descriptor, &info) == 0, let inode = Inode(descriptor: descriptor) else {
            throw StoreError.opening(.unopenable(reason), database: path)
        }
        self.descriptor = descriptor
        self.inode = inode
        mode = info.st_mode & 0o777
        try lock()
    }

    private func lock() throws(BackupError) {
        let end = ContinuousClock.now + Self.patience
        while true {
            let isLocked = FileLock.database.take(on: descriptor)
            // One that has not read yet holds no lock: only the system knows of it.
            let holders = FileHolders.names(of: inode)
            if isLocked, holders.isEmpty {
                // Whoever had it before may have put another file in its place.
                guard Inode(path: path) == inode else { throw .held(database: path, by: []) }
                return
            }
            guard ContinuousClock.now < end else { throw .held(database: path, by: holders) }
            Thread.sleep(forTimeInterval: Self.pauseSeconds)
        }
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Whether it has no bytes. Who wants to make a database in it waits for the lock.
    var isEmpty: Bool {
        var info = stat()
        return fstat(descriptor, &info) == 0 && info.st_size == 0
    }

    /// Waits until those are gone that have opened the file since it was locked: they wait for the lock, and with it
    /// would take what now stands beside the file's old name for its own.
    ///
    /// - Returns: Who is still there in the end.
    func waitForOthers(until end: ContinuousClock.Instant) -> [String] {
        while true {
            let holders = FileHolders.names(of: inode)
            guard !holders.isEmpty, ContinuousClock.now < end else { return holders }
            Thread.sleep(forTimeInterval: Self.pauseSeconds)
        }
    }
}
