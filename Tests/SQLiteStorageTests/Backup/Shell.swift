import Foundation
import TestSupport
import Testing

@testable import SQLiteStorage

/// sqlite3(1) on a database, which goes on for as long as it is let; it has opened the file when this returns.
struct Shell {
    let process: ChildProcess
    private let folder: TemporaryFolder
    /// Its standard input, which has no end while this is open.
    private let writer: FileHandle

    init(_ path: String, _ lines: [String]) throws {
        folder = try TemporaryFolder()
        let input = folder.path("input")
        #expect(mkfifo(input, 0o600) == 0)
        // Opened for reading as well, so that opening it waits for nobody, and the shell finds no end.
        writer = try #require(FileHandle(forUpdatingAtPath: input))
        var command = Command("/usr/bin/sqlite3", [path])
        command.input = input
        process = try ChildProcess(command, output: folder.path("output"))
        try writer.write(contentsOf: Data((lines + [".databases", ""]).joined(separator: "\n").utf8))
        let (inode, number) = (Inode(path: path), process.identifier)
        try waitUntil("the shell has opened the database") {
            FileHolders.names(of: inode).contains("sqlite3 (\(number))")
        }
    }
}
