import Foundation
import Tracking

/// What is asked of a backup.
package struct BackupOrder: Sendable {
    /// A file, or a folder in which it gets a name of its own.
    package var target: String
    /// How many backups of the same database stay in that folder, this one included; nil: all.
    package var keepCount: Int?
    /// It ends before a disk has less left.
    package var diskReserveBytes: Int64
    /// Whether figures that do not follow from the events are taken as they are.
    package var acceptsDifferences: Bool
    /// Whether it leaves time to those who use the database meanwhile.
    package var rests: Bool

    package init(
        target: String, keepCount: Int? = nil, diskReserveBytes: Int64 = 0, acceptsDifferences: Bool = false,
        rests: Bool = true
    ) {
        self.target = target
        self.keepCount = keepCount
        self.diskReserveBytes = diskReserveBytes
        self.acceptsDifferences = acceptsDifferences
        self.rests = rests
    }
}

/// What is asked of a restore.
package struct RestoreOrder: Sendable {
    /// It ends before the disk has less left.
    package var diskReserveBytes: Int64
    /// Whether figures that do not follow from the events are taken as they are.
    package var acceptsDifferences: Bool

    package init(diskReserveBytes: Int64 = 0, acceptsDifferences: Bool = false) {
        self.diskReserveBytes = diskReserveBytes
        self.acceptsDifferences = acceptsDifferences
    }
}

/// What a database holds, as found when all of it was read.
package struct BackupContent: Hashable, Sendable {
    package let journeyCount: Int64
    package let byteCount: Int64
    /// nil: none has come.
    package let lastEventAt: Timestamp?

    package init(journeyCount: Int64, byteCount: Int64, lastEventAt: Timestamp?) {
        self.journeyCount = journeyCount
        self.byteCount = byteCount
        self.lastEventAt = lastEventAt
    }
}

/// A backup that is whole and on disk.
package struct FinishedBackup: Sendable {
    package let file: String
    package let content: BackupContent
    /// Older ones of the same folder that were more than are kept.
    package let removed: [String]
    /// What did not work afterwards, for people.
    package let remarks: [String]

    package init(file: String, content: BackupContent, removed: [String], remarks: [String]) {
        self.file = file
        self.content = content
        self.removed = removed
        self.remarks = remarks
    }
}

/// What a database remembers of its last good backup.
package struct BackupRecord: Hashable, Sendable {
    package let file: String
    package let madeAt: Timestamp

    package init(file: String, madeAt: Timestamp) {
        self.file = file
        self.madeAt = madeAt
    }
}

extension BackupRecord {
    /// A daily one may be late, or may fail once.
    package static let maximumDays: Int64 = 2

    /// Whether there should be another one, when the last was made then.
    package static func isOverdue(since made: Timestamp, at time: Timestamp) -> Bool {
        time.seconds - made.seconds > maximumDays * 24 * 60 * 60
    }

    /// What to do with a damaged database, for people.
    static func advice(_ backup: BackupRecord?, forDatabaseAt path: String) -> String {
        guard let backup else {
            return
                "It knows of no backup. Stop all that uses it, then restore one with `landing-tracker db restore`."
        }
        return """
            Stop all that uses it, then restore the last backup that it knows of, made at \(backup.madeAt.utc): \
            `landing-tracker db restore --database \(path) \(backup.file)`.
            """
    }
}

extension Timestamp {
    /// `2026-01-31T17:04:05Z`.
    fileprivate var utc: String { Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601) }
}

/// A database that has taken the place of another.
package struct FinishedRestore: Sendable {
    package let content: BackupContent
    /// The files that were there before, under their new names, the database first; empty: there were none.
    package let kept: [String]
    /// Programs that still have the database open that was there before.
    package let holders: [String]

    package init(content: BackupContent, kept: [String], holders: [String]) {
        self.content = content
        self.kept = kept
        self.holders = holders
    }
}

/// How far a backup or a restore is.
package enum CopyProgress: Hashable, Sendable {
    case copied(bytes: Int64, of: Int64)
    case verifying
}

/// Whoever waits for a backup or a restore.
package struct CopyWatch: Sendable {
    package let tell: @Sendable (CopyProgress) -> Void
    /// Asked again and again: once it is false, the copy ends with `unavailable`, and leaves nothing behind.
    package let isAwaited: @Sendable () -> Bool

    package init(
        tell: @escaping @Sendable (CopyProgress) -> Void = { _ in },
        isAwaited: @escaping @Sendable () -> Bool = { true }
    ) {
        self.tell = tell
        self.isAwaited = isAwaited
    }
}
