import Foundation
import GRDB
import Storage
import Tracking

/// Brings the tables of a database of an earlier version up to date, after a backup beside it.
package struct UpgradeRun {
    private let file: DatabaseFile
    private let order: UpgradeOrder
    private let time: Timestamp
    private let watch: CopyWatch

    package init(
        ofDatabaseAt path: String, _ order: UpgradeOrder, at time: Timestamp, patience: Duration,
        watch: CopyWatch
    ) {
        self.init(ofDatabaseAt: path, order, at: time, patience: patience, watch: watch, schema: .current)
    }

    /// `patience` is how long to wait for locks that others hold.
    init(
        ofDatabaseAt path: String, _ order: UpgradeOrder, at time: Timestamp,
        patience: Duration = .seconds(30), watch: CopyWatch, schema: Schema
    ) {
        file = DatabaseFile(path: path, lockPatience: LockPatience(), patience: patience, schema: schema)
        self.order = order
        self.time = time
        self.watch = watch
    }

    /// Events of other processes wait only while the tables change; rows of before may be brought up to date afterwards,
    /// by `SQLiteStore.fillSomeRows()`.
    ///
    /// - Returns: nil when there is nothing to do.
    /// - Throws: `BackupError` when there can be no backup, or `StoreError`; the database is as it was then, or the backup
    ///   stays.
    package func run() throws -> FinishedUpgrade? {
        guard try lastStep() != nil else { return nil }
        let lock = try UpgradeLock(ofDatabaseAt: file.path, until: .now + file.patience)
        defer { withExtendedLifetime(lock) {} }
        // Another may have done it meanwhile.
        guard let last = try lastStep() else { return nil }
        // Nobody wants a backup for each try.
        try file.requireLock()
        let backup = try BackupRun(
            ofDatabaseAt: file.path,
            BackupOrder(
                target: target, diskReserveBytes: order.diskReserveBytes, acceptsDifferences: true,
                rests: order.rests),
            at: time, watch: watch
        ).run()
        do throws(StoreError) {
            let steps = try file.upgrade()
            // In a folder that cannot be locked another may have done them.
            guard !steps.isEmpty else { return nil }
            return FinishedUpgrade(from: last, steps: steps, backup: backup.file)
        } catch {
            if isUnchanged(since: last) { unlink(backup.file) }
            throw error
        }
    }

    /// Whether it is certain that no step was done behind this one: what fails may do so after the commit.
    private func isUnchanged(since step: String) -> Bool {
        do throws(StoreError) { return try lastStep() == step } catch { return false }
    }

    /// nil: there is no database, or no step is missing.
    private func lastStep() throws(StoreError) -> String? {
        do throws(StoreError) {
            guard case .older(let last) = try file.inspect({ try file.schema.relation(to: $0) }) else {
                return nil
            }
            return last
        } catch .opening(.missing, _) {
            return nil
        }
    }

    /// A place of its own: what is there of the same second is what an earlier change began from.
    private var target: String {
        let database = URL(fileURLWithPath: file.path).resolvingSymlinksInPath().path
        return KeptDatabase.freeName("\(database).before-upgrade-\(time.inFileNames)")
    }
}
