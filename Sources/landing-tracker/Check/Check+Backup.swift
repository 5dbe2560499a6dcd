import Foundation
import Storage
import Tracker
import Tracking

extension Check {
    /// Whether the database has a backup of these days.
    ///
    /// - Throws: `CheckWarning` when not; nothing for a database that cannot be read, of which another line tells.
    func checkBackup(_ settings: Settings) throws -> VisibleText {
        let known: BackupRecord?
        do {
            // Whoever closes a database removes what stands beside it.
            try DatabaseFiles(settings.databasePath).requireClosedFiles()
            known = try settings.database.lastBackup(patience: Self.lockPatience)
        } catch {
            return "unknown while the database is not in order"
        }
        guard let record = known else {
            throw CheckWarning(message: "none is known. Make one each day with `landing-tracker db backup`.")
        }
        let made: VisibleText = "the last one was made at \(record.madeAt.text): \(record.file)"
        guard access(record.file, F_OK) == 0 || errno != ENOENT else {
            throw CheckWarning(message: "\(made), which is not there any more")
        }
        guard !BackupRecord.isOverdue(since: record.madeAt, at: .now) else {
            throw CheckWarning(message: "\(made), more than \(BackupRecord.maximumDays) days ago")
        }
        return made
    }
}
