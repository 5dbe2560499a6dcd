import CSQLite
import GRDB

extension Database {
    /// Leaves the log beside the database as it is when this connection, as the last one, is closed; else it is copied into the
    /// database and removed.
    func keepLogWhenClosed(_ keeps: Bool) {
        landing_tracker_sqlite_keep_log(sqliteConnection, keeps ? 1 : 0)
    }
}
