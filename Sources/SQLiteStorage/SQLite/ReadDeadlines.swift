import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// Ends reads that take too long, whatever somebody has asked for, and those that nobody waits for.
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
        let deadline = ReadDeadline(of: connection)
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

    /// Runs a read of the connection, which fails when it takes longer (nil: it may take any time), or as soon as nobody
    /// awaits it (nil: somebody always does).
    ///
    /// - Throws: `ReadAbandoned`, an error with SQLITE_INTERRUPT, or what `body` throws.
    func run<Value>(
        _ seconds: Int?, while isAwaited: (@Sendable () -> Bool)?, on database: Database,
        _ body: () throws -> Value
    ) throws -> Value {
        guard let deadline = deadline(of: database) else { return try body() }
        deadline.begin(seconds: seconds, while: isAwaited)
        defer { deadline.clear() }
        do {
            let value = try body()
            // What a check of pages says that was ended in between is not true of them.
            guard !deadline.isEnded else { throw DatabaseError(resultCode: .SQLITE_INTERRUPT) }
            return value
        } catch {
            throw deadline.isAbandoned ? ReadAbandoned() : error
        }
    }

    /// Ends the reads that are under way, as if they had taken too long, where somebody still waits for them.
    func endAll() {
        let all = deadlines.withLock { Array($0.values) }
        for deadline in all { deadline.endNow() }
    }

    private func deadline(of database: Database) -> ReadDeadline? {
        guard let connection = database.sqliteConnection else { return nil }
        return deadlines.withLock { $0[Int(bitPattern: connection)] }
    }
}

/// Nobody waits for what was being read.
struct ReadAbandoned: Error {}

/// That of the read that a connection is at.
private final class ReadDeadline: Sendable {
    /// An `sqlite3 *`.
    private let connection: Int
    private let state = Mutex(State())

    private struct State {
        /// Never on the connection that writes.
        var isReading = false
        /// Nanoseconds of a clock that nobody sets.
        var end = UInt64.max
        var isAwaited: (@Sendable () -> Bool)?
        /// When to ask for the next time whether it is awaited.
        var nextLook: UInt64 = 0
        var isAbandoned = false
        var isEnded = false
    }

    /// Looking at a connection is a call of the system.
    private static let nanosecondsBetweenLooks: UInt64 = 20_000_000

    init(of connection: SQLiteConnection) {
        self.connection = Int(bitPattern: connection)
    }

    /// Whether the read shall end.
    var isOver: Bool {
        let now = DispatchTime.now().uptimeNanoseconds
        return state.withLock { state in
            if let isAwaited = state.isAwaited, now >= state.nextLook {
                state.nextLook = now + Self.nanosecondsBetweenLooks
                state.isAbandoned = !isAwaited()
            }
            return state.isAbandoned || now > state.end
        }
    }

    /// Whether nobody awaited the read; for the thread that reads. Where it was ended nobody may have been asked for long.
    var isAbandoned: Bool {
        state.withLock { state in
            if state.isEnded { state.isAbandoned = state.isAwaited.map { !$0() } ?? false }
            return state.isAbandoned
        }
    }

    /// Whether it was ended by `endNow()`.
    var isEnded: Bool { state.withLock { $0.isEnded } }

    func begin(seconds: Int?, while isAwaited: (@Sendable () -> Bool)?) {
        let end = seconds.map { (DispatchTime.now() + .seconds($0)).uptimeNanoseconds }
        state.withLock { $0 = State(isReading: true, end: end ?? .max, isAwaited: isAwaited) }
    }

    /// Also within one step that takes long, for which nobody is asked: SQLite before 3.41 checks all pages of a table so.
    ///
    /// Source: https://www.sqlite.org/c3ref/interrupt.html
    func endNow() {
        state.withLock { state in
            guard state.isReading else { return }
            state.end = 0
            state.isEnded = true
            // Open for as long as it is read from.
            sqlite3_interrupt(OpaquePointer(bitPattern: connection))
        }
    }

    func clear() {
        state.withLock { $0 = State() }
    }
}
