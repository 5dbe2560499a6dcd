import Foundation
import Storage
import Tracking

/// Puts a backup in the place of a database, or where none is yet.
package struct RestoreRun {
    private let source: BackupSource
    /// With no links in it.
    private let path: String
    private let order: RestoreOrder
    private let time: Timestamp
    private let watch: CopyWatch

    /// As for a new database.
    private static let usualMode: mode_t = 0o640
    private static let portion = 4 * 1024 * 1024
    /// Longer than any command of ours waits for a lock.
    private static let patience = Duration.seconds(35)

    /// - Throws: `opening` when a link is in the way; `content` for the database itself.
    package init(
        of source: BackupSource, toDatabaseAt path: String, _ order: RestoreOrder, at time: Timestamp,
        watch: CopyWatch
    ) throws {
        if let link = DatabaseLinks(path: path).problem { throw StoreError.opening(link, database: path) }
        self.source = source
        self.path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        self.order = order
        self.time = time
        self.watch = watch
    }

    /// What was there is kept under a name with the time.
    ///
    /// - Throws: `BackupError` or `StoreError`; what was there is as it was then, but for `overtaken`.
    package func run() throws -> FinishedRestore {
        let folder = (path as NSString).deletingLastPathComponent
        guard access(folder, F_OK) == 0 else { throw BackupError.target(.missingFolder, path: path) }
        if let inode = Inode(path: path), inode == Inode(descriptor: source.file.fileDescriptor) {
            throw BackupError.content(.sameAsDatabase, file: source.path)
        }
        // From here to the end nobody reads or writes it.
        let held = try HeldDatabase(path)
        PartialFile.removeStale(in: folder)
        let file = try PartialFile(in: folder)
        try copy(to: file, DiskReserve(folders: [folder], bytes: order.diskReserveBytes))
        let content = try inspect(file)
        try file.setMode(held?.mode ?? Self.usualMode)
        try file.sync()
        let kept = try KeptDatabase(path, at: time.inFileNames)
        try place(file, instead: kept)
        return FinishedRestore(
            content: content, kept: kept.files,
            holders: held?.waitForOthers(until: .now + Self.patience) ?? [])
    }

    private func place(_ file: PartialFile, instead kept: KeptDatabase) throws(BackupError) {
        let isPlaced: Bool
        do throws(BackupError) {
            isPlaced = try file.take(path)
        } catch {
            kept.putBack()
            throw error
        }
        guard isPlaced else { throw .overtaken(database: path, kept: kept.files) }
    }

    private func copy(to file: PartialFile, _ reserve: DiskReserve) throws {
        do {
            let byteCount = Int64(try source.file.seekToEnd())
            try reserve.require(byteCount)
            try source.file.seek(toOffset: 0)
            var copied: Int64 = 0
            while let bytes = try source.file.read(upToCount: Self.portion), !bytes.isEmpty {
                try file.handle.write(contentsOf: bytes)
                copied += Int64(bytes.count)
                try reserve.require()
                guard watch.isAwaited() else { throw ReadAbandoned() }
                watch.tell(.copied(bytes: copied, of: byteCount))
            }
        } catch is ReadAbandoned {
            throw StoreError.unavailable(.abandoned, database: path)
        } catch let error as BackupError {
            throw error
        } catch {
            throw BackupError.failed(file: file.path, reason: error.localizedDescription)
        }
    }

    /// All of it is read in the place where it will be, and whence it cannot change any more.
    private func inspect(_ file: PartialFile) throws -> BackupContent {
        let inspection = FileInspection(
            path: file.path, name: source.path, acceptsDifferences: order.acceptsDifferences, watch: watch)
        do {
            return try inspection.content()
        } catch let error as BackupError {
            throw error
        } catch {
            throw StoreError(error, database: source.path)
        }
    }
}
