import GRDB
import GRDBSQLite

extension Database {
    /// How many pages this connection has written to the WAL since the last call, or since it was opened.
    ///
    /// Source: https://www.sqlite.org/c3ref/c_dbstatus_options.html, `SQLITE_DBSTATUS_CACHE_WRITE`.
    func takeWALPageCount() -> Int {
        var count: CInt = 0
        var highest: CInt = 0
        sqlite3_db_status(sqliteConnection, SQLITE_DBSTATUS_CACHE_WRITE, &count, &highest, 1)
        return Int(count)
    }
}
