import Foundation

/// Somebody at a terminal with SQLite's shell, who waits for locks, and keeps what was begun until the shell is ended.
package final class DatabaseShell {
    package let process: ChildProcess
    private let terminal: Terminal
    private let folder: TemporaryFolder
    private var count = 0

    package init(_ database: String, in folder: TemporaryFolder) throws {
        self.folder = folder
        terminal = try Terminal()
        var shell = Command("/usr/bin/sqlite3", [database])
        shell.input = terminal.path
        process = try ChildProcess(shell, output: folder.path("sqlite3.log"))
        terminal.type(".timeout 60000")
    }

    deinit {
        process.stop()
    }

    /// Types statements, and returns when the last has come to its end.
    package func run(_ statements: String...) throws {
        count += 1
        let mark = folder.path("typed-\(count)")
        for statement in statements { terminal.type(statement) }
        terminal.type(".shell touch \(mark)")
        try waitUntil("\(statements) has been done") { FileManager.default.fileExists(atPath: mark) }
    }
}
