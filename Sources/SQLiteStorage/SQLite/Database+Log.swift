import CSQLite
import GRDB

extension Database {
    /// Leaves the log beside the database as it is when this connection, as the last one, is closed; else it is copied into the
    /// database and removed.
    func keepLogWhenClosed(_ keeps: Bool) {
        landing_tracker_sqlite_keep_log(sqliteConnection, keeps ? 1 : 0)
    }

    /// How many pages the log (WAL) has, when all of them are in the database's file; nil while some are not, and where there
    /// is no log. Asked without the write lock, it may be over by now.
    var copiedLogPages: Int? {
        let count = landing_tracker_sqlite_copied_frames(sqliteConnection)
        return count < 0 ? nil : Int(count)
    }

    /// Copies what the log holds by now into the file; nothing when all was copied before.
    ///
    /// A checkpoint that finds nothing to do must not be begun at all: where another connection begins the log anew in the
    /// same moment, SQLite before 3.51.3 may take pages of the next log for copied, and lose them.
    /// Source: https://www.sqlite.org/wal.html#walresetbug
    func copyLog() throws -> WALLength {
        if let pages = copiedLogPages { return WALLength((pages, pages)) }
        return WALLength(try checkpoint(.passive))
    }

    /// Begins the log with a commit that names it, when it has none yet.
    func beginLog() throws {
        let mode = try String.fetchOne(self, sql: "PRAGMA journal_mode = WAL")
        // The index of a log is there from the first read on.
        _ = try LogEpoch(self)
        guard mode == "wal", copiedLogPages == 0 else { return }
        try inImmediateTransaction {}
    }
}
