import Foundation
import Storage
import Synchronization
import Tracking

/// Whether the file that is written is the one that is there.
///
/// SQLite goes on writing to a file that has been removed or replaced, and nobody would ever find what it writes. Once
/// noticed it stays so: what another file then holds is not what this process has read.
final class DatabasePlace: Sendable {
    private let path: String
    /// Behind all links: one that leads elsewhere from now on is of the next start's concern.
    private let file: String
    private let opened: Inode?
    private let openedWAL: Inode?
    private let isLeft = Atomic<Bool>(false)

    /// For a database that has just been opened.
    init(path: String) {
        self.path = path
        file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        opened = Inode(path: file)
        openedWAL = Inode(path: file + "-wal")
    }

    /// - Throws: `unavailable(.misplaced)` from the moment on at which the file was found removed or replaced.
    func check() throws(StoreError) {
        if !isLeft.load(ordering: .relaxed) {
            guard Inode(path: file) != opened else { return }
            isLeft.store(true, ordering: .relaxed)
        }
        throw .unavailable(.misplaced, database: path)
    }

    /// Where all files of the database are.
    var folder: String { (file as NSString).deletingLastPathComponent }

    /// A name beside the database for what is rescued of it.
    func rescuePath(at time: Timestamp) -> String { "\(file).rescued-\(time.inFileNames)" }

    /// Removes the WAL that belongs to the file that has left, since SQLite would apply it to any other at this path.
    /// One that another database has there by now stays.
    func removeOwnWAL() {
        guard openedWAL != nil, Inode(path: file + "-wal") == openedWAL else { return }
        unlink(file + "-wal")
        unlink(file + "-shm")
    }
}
