import Foundation
import Glibc
import TestSupport

/// What nginx has logged, counted piece by piece so that the log of a long run does not fill the disk.
struct AccessLog {
    private let web: WebServer
    private(set) var storedCount = 0

    /// Begins with the next answer.
    init(of web: WebServer) throws {
        self.web = web
        try FileManager.default.removeItem(atPath: try cutOff())
    }

    /// Counts what has been logged since the last time.
    mutating func count() throws {
        try count(try cutOff())
    }

    /// Has nginx go on in a new file.
    ///
    /// - Returns: The path of the old one, which is complete.
    private func cutOff() throws -> String {
        let piece = web.accessLogPath + ".piece"
        try FileManager.default.moveItem(atPath: web.accessLogPath, toPath: piece)
        web.send(SIGUSR1)
        try waitUntil("nginx writes to a new log") {
            try web.workers.allSatisfy { try !OpenFiles.targets(of: $0).contains(piece) }
                && FileManager.default.fileExists(atPath: web.accessLogPath)
        }
        return piece
    }

    /// Counts the rest, after nginx has ended.
    mutating func countRest() throws {
        try count(web.accessLogPath)
    }

    /// - Throws: `BrokenPromise` when another answer than 201 was given.
    private mutating func count(_ path: String) throws {
        // The status is behind the request, which stands in quotation marks.
        let program =
            #"{ split($3, fields, " "); counts[fields[1]]++ } END { for (s in counts) print s, counts[s] }"#
        let outcome = try Command("/usr/bin/awk", ["-F", "\"", program, path]).run()
        for line in outcome.output.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 2, words[0] == "201", let count = Int(words[1]) else {
                throw BrokenPromise("answers other than 201 (status, count): \(outcome.output)")
            }
            storedCount += count
        }
        try FileManager.default.removeItem(atPath: path)
    }
}
