import Tracker

extension Check {
    /// Whether the SQLite of this system is one for as many processes as answer with the database.
    ///
    /// - Throws: `CheckWarning` when not. Processes that a web server starts for each request are hardly ever seen.
    func checkSQLite(_ settings: Settings) throws(CheckWarning) -> VisibleText {
        guard DatabaseLocation.engine.isForOneProcess else { return "in order" }
        let responders = settings.database.responders()
        guard responders.count > 1 else {
            return """
                for one service; where Apache starts the processes (mod_fcgid, plain CGI), take 3.51.3 or newer
                """
        }
        throw CheckWarning(
            message: """
                \(responders.joined(separator: " and ")) answer with this database, and this version may lose pages when \
                several processes write at the same moment.
                """,
            cure: "Install a libsqlite3 of 3.51.3 or newer, or have one service answer for all.")
    }
}
