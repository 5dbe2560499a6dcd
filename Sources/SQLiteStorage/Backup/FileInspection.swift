import Foundation
import GRDB
import Storage
import Tracking

/// Reads all of a database in a file that nobody else has open, and leaves it without a WAL: one file, which can be read
/// without another being made beside it, and to which no log belongs.
struct FileInspection {
    let path: String
    /// What people know the file by.
    let name: String
    var acceptsDifferences = false
    var schema = Schema.current
    let watch: CopyWatch

    /// More would say no more.
    private static let findingLimit = 10
    private static let pauseSeconds = 0.1

    /// - Throws: `BackupError.content`, or an error of the database.
    func content() throws -> BackupContent {
        watch.tell(.verifying)
        do {
            try takeWALOff()
            return try read()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw BackupError.content(.notADatabase, file: name)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            throw BackupError.content(.damaged(error.message ?? "\(error.resultCode)"), file: name)
        }
    }

    private func takeWALOff() throws {
        let queue = try DatabaseQueue(path: path, configuration: .ours)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = DELETE")
            try DatabaseAge.beginAnother(in: database)
        }
        try queue.close()
    }

    private func read() throws -> BackupContent {
        let deadlines = ReadDeadlines()
        var configuration = Configuration.ours
        configuration.readonly = true
        configuration.prepareDatabase { deadlines.watch($0) }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let found = try queue.read { database in
            try deadlines.run(nil, while: watch.isAwaited, on: database) {
                try ending(deadlines) {
                    try requireOurs(database)
                    try requireWhole(database)
                    try requireEvents(database)
                    return try content(of: database)
                }
            }
        }
        try queue.close()
        return found
    }

    /// A check of all pages asks nobody for minutes whether it is awaited: a thread of its own does.
    private func ending<Value>(_ deadlines: ReadDeadlines, _ body: () throws -> Value) rethrows -> Value {
        let (isDone, hasLeft) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        Thread { [watch] in
            while isDone.wait(timeout: .now() + Self.pauseSeconds) == .timedOut {
                if !watch.isAwaited() { deadlines.endAll() }
            }
            hasLeft.signal()
        }.start()
        defer {
            isDone.signal()
            hasLeft.wait()
        }
        return try body()
    }

    private func requireOurs(_ database: Database) throws {
        guard try Schema.owns(database) else { throw BackupError.content(.foreign, file: name) }
        guard try Schema.isMade(database) else { throw BackupError.content(.noTables, file: name) }
        if case .newer(let version) = try schema.relation(to: database) {
            throw BackupError.content(.newerSchema(version: version), file: name)
        }
    }

    private func requireWhole(_ database: Database) throws {
        let findings = try String.fetchAll(database, sql: "PRAGMA integrity_check(\(Self.findingLimit))")
        guard findings != ["ok"] else { return }
        throw BackupError.content(.damaged(findings.first ?? "no answer"), file: name)
    }

    /// Of an earlier version only what SQLite says is known.
    private func requireEvents(_ database: Database) throws {
        guard try !acceptsDifferences && schema.relation(to: database) == .current else { return }
        let differences = try SQLiteStore.differences(in: database, limit: Self.findingLimit)
        guard let first = differences.first else { return }
        throw BackupError.content(.differences(differences.count, first: first.description), file: name)
    }

    private func content(of database: Database) throws -> BackupContent {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT count(*), max(last_activity_at),
                    (SELECT page_count * page_size FROM pragma_page_count, pragma_page_size)
                FROM journey
                """)
        guard let row else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
        let last: Int64? = row[1]
        return BackupContent(
            journeyCount: row[0], byteCount: row[2], lastEventAt: last.map(Timestamp.init(milliseconds:)))
    }
}
