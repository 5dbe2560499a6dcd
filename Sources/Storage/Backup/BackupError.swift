/// Why a backup or a restore was not done; what was there before is as it was.
package enum BackupError: Error, Hashable {
    /// A backup cannot be put there.
    case target(TargetProblem, path: String)
    /// A file is not all of a database of this program.
    case content(ContentProblem, file: String)
    /// Somebody has the database open that is to be replaced; the names of programs, as far as they can be seen.
    case held(database: String, by: [String])
    /// Afterwards the disk would have less left than is kept in reserve.
    case noRoom(folder: String, freeBytes: Int64, neededBytes: Int64)
    /// The system failed to write, or to sync; the reason is its own.
    case failed(file: String, reason: String)
    /// Somebody has made a database while the old one had been put aside.
    case overtaken(database: String, kept: [String])

    package enum TargetProblem: Hashable, Sendable {
        /// It is a symbolic link; whatever it leads to would be replaced.
        case link
        /// It is the database itself, or one of the files that belong beside it.
        case database
        /// It is there, and no backup that nobody has opened since.
        case exists
        case missingFolder
        case notAFolder
        /// Nothing can be made there; the reason is the system's.
        case unwritable(String)
    }

    package enum ContentProblem: Hashable, Sendable {
        /// There is no such file, or it cannot be read; the reason is the system's.
        case unreadable(String)
        /// A folder, a device or the like.
        case notAFile
        /// It has no bytes.
        case empty
        /// A database without tables: what a copy of a database that has been written for a moment is without its log.
        case noTables
        case notADatabase
        /// Another program made it.
        case foreign
        /// Of the version that is named, where it is known.
        case newerSchema(version: String?)
        /// Events may be in the file beside it, and would be missing.
        case logBeside(String)
        /// Pages are not what was written; what SQLite says first.
        case damaged(String)
        /// Figures do not follow from the events: how many at least, and the first.
        case differences(Int, first: String)
        /// It is the database that is to be replaced.
        case sameAsDatabase
    }
}

extension BackupError: CustomStringConvertible {
    /// What happened, to what, and what to do.
    package var description: String {
        switch self {
        case .target(let problem, let path): problem.description(of: path)
        case .content(let problem, let file): problem.description(of: file)
        case .held(let database, let holders):
            """
            The database \(database) is open\(Self.names(holders)). Stop all that uses it, for example by \
            `systemctl stop landing-tracker.socket landing-tracker.service`, then try again.
            """
        case .noRoom(let folder, let free, let needed):
            """
            The disk of \(folder) has too little room: \(free) bytes free, \(needed) needed with the reserve. Nothing \
            was left there. Make room, or choose a smaller --disk-reserve.
            """
        case .failed(let file, let reason):
            "\(file) cannot be written: \(reason). Check the disk, then try again."
        case .overtaken(let database, let kept):
            """
            Somebody has made a database at \(database) in the meantime; it was left as it is. The one before is kept: \
            \(kept.joined(separator: " ")). Stop all that uses it, then restore again.
            """
        }
    }

    private static func names(_ holders: [String]) -> String {
        holders.isEmpty ? "" : " in \(holders.joined(separator: ", "))"
    }
}

extension BackupError.TargetProblem {
    fileprivate func description(of path: String) -> String {
        switch self {
        case .link: "\(path) is a symbolic link. Name the place itself."
        case .database: "\(path) belongs to the database. Name another place for the backup."
        case .exists:
            "\(path) is there, and is no backup, or somebody has opened it since. Name another file."
        case .missingFolder: "There is no folder for \(path). Make it, as the user who makes the backups."
        case .notAFolder: "\(path) is no folder, and only a folder has older backups to count."
        case .unwritable(let reason):
            "Nothing can be written in \(path): \(reason). Check the folder's owner and mode."
        }
    }
}

extension BackupError.ContentProblem {
    fileprivate func description(of file: String) -> String {
        switch self {
        case .unreadable(let reason): "\(file) cannot be read: \(reason)."
        case .notAFile: "\(file) is no file."
        case .empty: "\(file) is empty."
        case .noTables:
            """
            \(file) is a database without any table. A copy of tracker.db that was made without its log looks like \
            this: what it held was in tracker.db-wal.
            """
        case .notADatabase: "\(file) is no SQLite database, or its beginning is damaged."
        case .foreign: "\(file) is a database of another program."
        case .newerSchema(let version?):
            "\(file) has tables of landing-tracker \(version). Use that version or a later one."
        case .newerSchema(nil):
            """
            \(file) was made by a newer version of landing-tracker, or by one from before the first release. Use that \
            version.
            """
        case .logBeside(let log):
            """
            \(file) is not alone: \(log) may hold events that it does not have. Make one whole file of both with \
            `landing-tracker db backup --database \(file) NEW`, then restore NEW.
            """
        case .damaged(let what): "\(file) is damaged: \(what). Use another backup."
        case .differences(let count, let first):
            """
            In \(file) \(count) figure\(count == 1 ? " does" : "s or more do") not follow from the events, for example \
            \(first). Look with `landing-tracker db verify`; with --accept-differences it is taken all the same.
            """
        case .sameAsDatabase: "\(file) is the database itself."
        }
    }
}
