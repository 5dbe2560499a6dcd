import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// Ends reads that take too long, whatever somebody has asked for.
final class ReadDeadlines: Sendable {
    /// By connection; they stay for as long as connections do.
    private let deadlines = Mutex<[Int: ReadDeadline]>([:])

    /// How many steps of a statement lie between two looks at the clock: some 0.1 ms.
    private static let stepsBetweenLooks: Int32 = 10_000

    /// Prepares a connection; once for each.
    ///
    /// Source: https://www.sqlite.org/c3ref/progress_handler.html
    func watch(_ database: Database) {
        guard let connection = database.sqliteConnection else { return }
        let deadline = ReadDeadline()
        deadlines.withLock { $0[Int(bitPattern: connection)] = deadline }
        let context = Unmanaged.passUnretained(deadline).toOpaque()
        sqlite3_progress_handler(
            connection, Self.stepsBetweenLooks,
            { context in
                // Alive: `deadlines` keeps it for longer than the connection lives.
                guard let context else { return 0 }
                return Unmanaged<ReadDeadline>.fromOpaque(context).takeUnretainedValue().isOver ? 1 : 0
            }, context)
    }

    /// Runs a read of the connection, which fails with SQLITE_INTERRUPT when it takes longer; nil: it may take any time.
    func run<Value>(_ seconds: Int?, on database: Database, _ body: () throws -> Value) rethrows -> Value {
        guard let seconds, let deadline = deadline(of: database) else { return try body() }
        deadline.begin(seconds: seconds)
        defer { deadline.clear() }
        return try body()
    }

    private func deadline(of database: Database) -> ReadDeadline? {
        guard let connection = database.sqliteConnection else { return nil }
        return deadlines.withLock { $0[Int(bitPattern: connection)] }
    }
}

/// That of the read that a connection is at.
private final class ReadDeadline: Sendable {
    /// Nanoseconds of a clock that nobody sets.
    private let end = Atomic<UInt64>(.max)

    var isOver: Bool { DispatchTime.now().uptimeNanoseconds > end.load(ordering: .relaxed) }

    func begin(seconds: Int) {
        end.store((DispatchTime.now() + .seconds(seconds)).uptimeNanoseconds, ordering: .relaxed)
    }

    func clear() {
        end.store(.max, ordering: .relaxed)
    }
}
