import Tracking

/// Why a store could not be opened, read or changed.
package enum StoreError: Error, Hashable {
    /// It cannot be used as it is: only whoever opens it sees this, never a request.
    case opening(OpeningProblem, database: String)
    /// The caller's fault; nothing has been changed.
    case refused(Refusal)
    /// Not now; the same call may succeed later.
    case unavailable(Unavailability, database: String)
    /// Ours: described for the log.
    case fault(Fault)

    package enum OpeningProblem: Hashable, Sendable {
        /// There is none, and it was not to be made.
        case missing
        /// It could not be made or opened; the reason is the system's.
        case unopenable(String)
        /// The database, or a folder above it, is a symbolic link to what does not exist: SQLite would make it, readable for
        /// everybody.
        case danglingLink(String)
        /// A file that SQLite keeps beside the database is a symbolic link; it would be written to wherever that leads.
        case linkedCompanion(String)
        /// It is missing or empty, but there is a log that events may be in: SQLite would remove it, and whoever made a new
        /// one would lose them.
        case leftLog(String)
        /// There is none, but what `db restore` has put aside, under this name: it was ended before the backup had its place.
        case putAside(String)
        /// A file of no bytes, or a database without tables.
        case empty
        /// Its beginning is damaged, or it is something else altogether.
        case notADatabase
        /// Pages are not what was written: what SQLite says first, and the last backup that the database knows of.
        case damaged(String, backup: BackupRecord?)
        /// The log (WAL) beside it belongs to another file that was at its place, or to the same one at another time.
        case otherLog
        /// Another program made it.
        case foreign
        /// A later version of this program, where it is known, has changed its tables; or one from before the first release
        /// made them.
        case newerSchema(version: String?)
        /// An earlier version made it, and this was not to upgrade it.
        case olderSchema
        /// It does not sync each commit, so that no answer could promise anything.
        case notDurable
    }

    package enum Refusal: Hashable, Sendable {
        case campaignExists(CampaignID)
        case noSuchCampaign(CampaignID)
        /// No move of clicks has that number.
        case noSuchRun(Int64)
        /// Every number behind those in use is taken, so that one must be chosen.
        case noCampaignNumberLeft
        /// The campaign's expenses are distributed by another parameter, this one, which cannot change while there are any.
        case otherDistributionParameter(inForce: String)
        /// None of the campaign's clicks has the parameter that expenses were to be distributed by; these are nearly it.
        case noClicksParameter(near: [String])
        /// The days of expenses hold more amounts than are replaced at once.
        case tooManyReplacedExpenses(limit: Int)
        /// A report would have more groups than anybody can read.
        case tooManyGroups(limit: Int)
        /// Its groups' values would be longer than anybody can read.
        case groupsTooLong(limit: Int)
        case userExists(String)
        case tokenExists(String)
    }

    package enum Unavailability: Hashable, Sendable {
        /// Somebody else held a lock longer than a write may wait.
        case busy
        /// The disk, or the quota, has no room.
        case full
        /// A read took longer than anybody waits.
        case tooLong
        /// Nobody waits for the read any more.
        case abandoned
        /// The process is about to stop: what it was at is done in part, and goes on when it is asked for again.
        case stopping
        /// What holds the events was removed or replaced while it was in use; see `Store.rescue(at:)`.
        case misplaced
        /// Somebody has written over it in its place while it was in use: nothing is left to be rescued.
        case overwritten
        /// The disk or the file's mode refuses reading or writing for now; the reason is the system's.
        case failing(String)
    }

    package enum Fault: Hashable, Sendable {
        /// Pages, or the rows in them, are not what was written; the last backup that the database knows of.
        case damaged(database: String, backup: BackupRecord? = nil)
        /// A row holds what this program never writes.
        case unreadable(String)
        /// Anything else that the database reports, with its result code.
        case failed(code: Int, reason: String)
    }

    /// Whether pages are not what was written.
    package var isDamage: Bool {
        switch self {
        case .fault(.damaged), .opening(.damaged, _): true
        case .fault, .opening, .refused, .unavailable: false
        }
    }

    package static func unreadable(_ what: String) -> StoreError { .fault(.unreadable(what)) }
}

extension StoreError {
    /// Whether the same opening may succeed later, without a change to this program's settings or to a file: when there is
    /// room, when a lock is released, when a disk is mounted.
    package var mayPass: Bool {
        switch self {
        case .unavailable: true
        case .opening(let problem, _): problem.mayPass
        case .refused, .fault: false
        }
    }
}

extension StoreError.OpeningProblem {
    fileprivate var mayPass: Bool {
        switch self {
        case .missing, .unopenable, .danglingLink, .leftLog, .putAside: true
        case .linkedCompanion, .empty, .notADatabase, .damaged, .otherLog: false
        case .foreign, .newerSchema, .olderSchema, .notDurable: false
        }
    }
}

extension StoreError: CustomStringConvertible {
    /// What happened, to what, and what to do.
    package var description: String {
        switch self {
        case .opening(let problem, let database): problem.description(of: database)
        case .refused(let refusal): refusal.description
        case .unavailable(let reason, let database): reason.description(of: database)
        case .fault(let fault): fault.description
        }
    }
}

extension StoreError.OpeningProblem {
    fileprivate func description(of database: String) -> String {
        switch self {
        case .missing:
            """
            There is no database at \(database). Check the path, and that its disk is mounted; `landing-tracker db init` makes \
            a new one.
            """
        case .unopenable(let reason):
            "The database \(database) cannot be opened: \(reason). Check that its folder exists and is writable."
        case .danglingLink(let link):
            """
            \(link), on the way to the database \(database), is a symbolic link to what does not exist. Bring back what it \
            leads to (mount its disk), or remove the link.
            """
        case .linkedCompanion(let link):
            """
            \(link), beside the database \(database), is a symbolic link. Stop all that has the database open, and move what \
            it leads to, if anything, in its place.
            """
        case .leftLog(let log):
            """
            \(log) is there without its database: \(database) is missing or empty. What was answered last may be in that log \
            alone. Bring back the file that belongs to it, or restore a backup. To begin with a new database, move the log away.
            """
        case .putAside(let kept):
            """
            There is no database at \(database), and \(kept) is what `landing-tracker db restore` has put aside there: it was \
            ended before the backup had its place, or the database was removed since. Restore the backup again. Or, to go on \
            with what was there before, stop all that uses it and give \(kept) its old name again, after the logs beside it. \
            To begin with a new database, move all of these away.
            """
        case .empty:
            """
            The database \(database) is empty: a copy that was broken off, or made without its log, perhaps. Restore a backup. \
            If it has no bytes and a new database is wanted there: `landing-tracker db init`.
            """
        case .notADatabase:
            "\(database) is no SQLite database, or its beginning is damaged. Check the path, or restore a backup."
        case .damaged(let finding, let backup):
            """
            The database \(database) is damaged (\(finding)). \
            \(BackupRecord.advice(backup, forDatabaseAt: database))
            """
        case .otherLog:
            """
            \(database)-wal is not the log of the database \(database) beside it, and would damage it; both were left as \
            they are. This happens when a file is put in the place of a database that was in use, or had crashed. If that was \
            a backup, move it away, and have `landing-tracker db restore` put it there. Or, to go on with the file alone, \
            without what is only in that log, move \(database)-wal and \(database)-shm away. Stop all that uses it before.
            """
        case .foreign:
            "\(database) is a database of another program and was left as it is. Choose another path."
        case .newerSchema(let version?):
            """
            The database \(database) has tables of landing-tracker \(version), which this version cannot use. Install \
            \(version) or a later one, or restore the backup that was made before the upgrade.
            """
        case .newerSchema(nil):
            """
            The database \(database) was made by a newer version of landing-tracker, or by one from before the first \
            release. Install that version, or choose another path.
            """
        case .olderSchema:
            """
            The database \(database) has tables of an earlier version. `landing-tracker db migrate` upgrades it, and makes \
            a backup before; so does the service when it starts.
            """
        case .notDurable:
            "The database \(database) does not sync its commits (PRAGMA synchronous is not FULL)."
        }
    }
}

extension StoreError.Refusal {
    package var description: String {
        switch self {
        case .campaignExists(let id):
            "The campaign number \(id.number) is taken. Choose another, or let one be chosen."
        case .noCampaignNumberLeft: "Every campaign number is in use."
        case .noSuchCampaign(let id):
            "There is no campaign \(id.number). List the campaigns to find its number."
        case .noSuchRun(let run): "No move of clicks has the number \(run)."
        case .otherDistributionParameter:
            "The campaign's expenses are distributed by another parameter. Use that one."
        case .noClicksParameter(let near): FieldProblem.noClicksParameter(near: near).message
        case .tooManyReplacedExpenses(let limit): FieldProblem.tooManyReplaced(limit: limit).message
        case .tooManyGroups(let limit): FieldProblem.tooManyGroups(limit: limit).message
        case .groupsTooLong(let limit): FieldProblem.groupsTooLong(limit: limit).message
        case .userExists(let name):
            "There is a user \(name) already. Choose another name, or remove that user first."
        case .tokenExists(let name):
            "There is a token \(name) already. Choose another name, or remove that token first."
        }
    }
}

extension StoreError.Unavailability {
    fileprivate func description(of database: String) -> String {
        switch self {
        case .busy: "The database \(database) is locked by another process. Try again."
        case .tooLong: "It took too long. Ask for fewer days, or for fewer parameters to group by."
        case .abandoned: "Nobody waits for it any more."
        case .stopping: "It is done in part, since the process stops. Ask for it again."
        case .misplaced:
            """
            The database \(database) was removed or replaced while it was in use. The service writes what it has to a file \
            beside it, named .rescued-TIME, and ends. Look at both then, and move the right one to its place while it is stopped.
            """
        case .overwritten:
            """
            The database \(database) was written over while it was in use. No further event is taken, and the service ends. \
            Stop it, then restore a backup with `landing-tracker db restore`, even if that is what was written there.
            """
        case .full: "There is no room on the disk of the database \(database). Make room, then try again."
        case .failing(let reason):
            "The database \(database) cannot be used now: \(reason). Check the disk and the mode of the file."
        }
    }
}

extension StoreError.Fault {
    fileprivate var description: String {
        switch self {
        case .damaged(let database, let backup):
            "The database \(database) is damaged. \(BackupRecord.advice(backup, forDatabaseAt: database))"
        case .unreadable(let what): "The database holds what this version cannot read: \(what)."
        case .failed(let code, let reason):
            "The database reported an error: \(reason) (result code \(code))."
        }
    }
}
