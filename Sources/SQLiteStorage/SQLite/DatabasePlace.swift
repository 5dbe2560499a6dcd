import Foundation
import Storage
import Synchronization
import Tracking

/// Whether the file that is written is the one that is there, and what was written is in it.
///
/// SQLite goes on writing to a file that has been removed or replaced, and nobody would ever find what it writes; and to
/// one that somebody else has written over, which damages it. Once noticed it stays so: what the file then holds is not what
/// this process has read.
final class DatabasePlace: Sendable {
    private enum State: UInt8, AtomicRepresentable {
        case inPlace, misplaced, overwritten
    }

    private let path: String
    /// Behind all links: one that leads elsewhere from now on is of the next start's concern.
    private let file: String
    private let opened: Inode?
    private let openedWAL: Inode?
    private let state = Atomic(State.inPlace)

    /// For a database that has just been opened.
    init(path: String) {
        self.path = path
        file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        opened = Inode(path: file)
        openedWAL = Inode(path: file + "-wal")
    }

    /// - Throws: `unavailable(.misplaced)` from the moment on at which the file was found removed or replaced,
    ///   `unavailable(.overwritten)` from `noteOverwritten()` on.
    func check() throws(StoreError) {
        switch state.load(ordering: .relaxed) {
        case .inPlace:
            guard Inode(path: file) != opened else { return }
            state.store(.misplaced, ordering: .relaxed)
            throw .unavailable(.misplaced, database: path)
        case .misplaced: throw .unavailable(.misplaced, database: path)
        case .overwritten: throw .unavailable(.overwritten, database: path)
        }
    }

    /// Where all files of the database are.
    var folder: String { (file as NSString).deletingLastPathComponent }

    var isOverwritten: Bool { state.load(ordering: .relaxed) == .overwritten }

    /// Somebody has written over the file; nothing of this process shall be written to it any more. Of one that is not in its
    /// place, that is what counts.
    func noteOverwritten() {
        do throws(StoreError) {
            try check()
            state.store(.overwritten, ordering: .relaxed)
        } catch {
            // It is known already what is wrong.
        }
    }

    /// When the file was last written, and its size; nil when it cannot be seen.
    var stamp: FileStamp? { FileStamp(file) }

    /// A name beside the database for what is rescued of it.
    func rescuePath(at time: Timestamp) -> String { "\(file).rescued-\(time.inFileNames)" }

    /// Removes the WAL that belongs to the file that has left, since SQLite would apply it to any other at this path.
    /// One that another database has there by now stays.
    ///
    /// - Throws: `failed` when a power cut might bring it back.
    func removeOwnWAL() throws(BackupError) {
        guard openedWAL != nil, Inode(path: file + "-wal") == openedWAL else { return }
        unlink(file + "-wal")
        unlink(file + "-shm")
        try PartialFile.syncFolder(folder)
    }
}
