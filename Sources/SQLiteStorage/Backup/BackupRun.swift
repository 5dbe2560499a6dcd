import Foundation
import GRDB
import Storage
import Tracking

/// Makes a backup of a database, beside whoever else has it open.
package struct BackupRun {
    private let path: String
    private let order: BackupOrder
    private let time: Timestamp
    private let watch: CopyWatch

    package init(ofDatabaseAt path: String, _ order: BackupOrder, at time: Timestamp, watch: CopyWatch) {
        self.path = path
        self.order = order
        self.time = time
        self.watch = watch
    }

    /// It has every event that was answered before the call.
    ///
    /// - Throws: `BackupError` or `StoreError`; nothing is left behind then.
    package func run() throws -> FinishedBackup {
        let target = try BackupTarget(order.target, ofDatabaseAt: path, at: time)
        guard order.keepCount == nil || target.series != nil else {
            throw BackupError.target(.notAFolder, path: order.target)
        }
        PartialFile.removeStale(in: target.folder)
        let content: BackupContent
        do {
            content = try copy(to: target)
        } catch let error as BackupError {
            throw error
        } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
            // Only the copy is written.
            let free = SQLiteStore.freeBytes(at: target.folder) ?? 0
            throw BackupError.noRoom(
                folder: target.folder, freeBytes: free, neededBytes: free + order.diskReserveBytes)
        } catch {
            throw StoreError(error, database: path)
        }
        return finish(target, content)
    }

    /// Into its place, when it is known to be whole.
    private func copy(to target: BackupTarget) throws -> BackupContent {
        let database = DatabaseFile(path: path, lockPatience: LockPatience())
        let disks = DiskReserve(
            folders: [target.folder, target.databaseFolder], bytes: order.diskReserveBytes)
        let file = try database.look { source in
            try DiskReserve(folders: [target.folder], bytes: order.diskReserveBytes)
                .require(try Self.byteCount(of: source))
            let copy = try PartialFile(in: target.folder)
            try DatabaseCopy(
                source: source, walPath: target.database + "-wal", target: copy, reserve: disks,
                watch: watch, rests: order.rests
            ).run()
            return copy
        }
        let content = try FileInspection(
            path: file.path, name: path, acceptsDifferences: order.acceptsDifferences, watch: watch
        ).content()
        try file.sync()
        try target.requireFree()
        try file.replace(target.path)
        return content
    }

    private static func byteCount(of database: Database) throws -> Int64 {
        let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        return pages * (try Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
    }

    /// What may fail without the backup being less of one.
    private func finish(_ target: BackupTarget, _ content: BackupContent) -> FinishedBackup {
        var remarks: [String] = []
        do throws(StoreError) {
            try SQLiteStore.note(BackupRecord(file: target.path, madeAt: time), inDatabaseAt: path)
        } catch {
            remarks.append("The database has taken no note of the backup: \(error)")
        }
        var removed: [String] = []
        if let count = order.keepCount, let series = target.series {
            let oldest = series.removeOldest(keeping: count, newest: target.name)
            removed = oldest.removed
            remarks += oldest.stuck.map { "\($0) is one too many, and cannot be removed." }
        }
        return FinishedBackup(file: target.path, content: content, removed: removed, remarks: remarks)
    }
}
