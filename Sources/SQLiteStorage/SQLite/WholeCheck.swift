import Foundation
import GRDB
import Storage
import Synchronization

/// Reads all of a database for damage while events are taken, on a thread of its own that leaves processors to others.
///
/// It reads a table at a time, so that the log can begin anew in between. One that the log cannot wait for is read again
/// later, when there may be fewer events.
final class WholeCheck: Sendable {
    private let place: DatabasePlace
    private let gate: ReadGate
    private let connection: SpareConnection
    private let deadlines = ReadDeadlines()
    private let isStopped = Atomic(false)
    private let isRunning = Mutex(false)
    private let running = DispatchGroup()

    /// After a read that was ended: the first time, and at most.
    private static let (pauseSeconds, longestPauseSeconds): (Double, Double) = (10, 3_600)
    private static let step: Double = 0.1

    /// What SQLite says of one table.
    typealias Examination = @Sendable (_ table: String, Database) throws -> String?

    init(path: String, place: DatabasePlace, gate: ReadGate) {
        self.place = place
        self.gate = gate
        connection = SpareConnection(path: path, deadlines: deadlines)
    }

    /// Returns at once; does nothing while it is at it. `whenFound` is called on its thread, with the first finding.
    func start(by examine: @escaping Examination, whenFound: @escaping @Sendable (String) -> Void) {
        let isFirst = isRunning.withLock { isRunning in
            defer { isRunning = true }
            return !isRunning
        }
        guard isFirst, !isStopped.load(ordering: .relaxed) else { return }
        running.enter()
        Thread { [self] in
            Thread.nameThisOne("check")
            // Of this thread alone (setpriority(2)).
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
            if let finding = finding(by: examine) { whenFound(finding) }
            isRunning.withLock { $0 = false }
            running.leave()
        }.start()
    }

    /// Ends a read that is under way; it is begun again later.
    func endRead() {
        deadlines.endAll()
    }

    /// Ends it soon; any number of calls.
    func stop() throws {
        isStopped.store(true, ordering: .relaxed)
        while running.wait(timeout: .now() + Self.step) == .timedOut { endRead() }
        try connection.close()
    }

    private func finding(by examine: Examination) -> String? {
        var tables = read { try DamageCheck.tables(of: $0) } ?? []
        while let table = tables.popLast() {
            if let finding = read({ try examine(table, $0) }) ?? nil { return finding }
        }
        return nil
    }

    /// Tries until it has been read; nil at a stop, or when it cannot be read at all, of which others tell.
    private func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) -> Value? {
        var pauseSeconds = Self.pauseSeconds
        while !isStopped.load(ordering: .relaxed) {
            do {
                try place.check()
                return try gate.pass {
                    try connection.use { database in
                        // What it has read before is in its memory, whatever the file has now.
                        try database.execute(sql: "PRAGMA shrink_memory")
                        return try deadlines.run(
                            nil, while: { [self] in !isStopped.load(ordering: .relaxed) }, on: database
                        ) { try body(database) }
                    }
                }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
                pause(seconds: pauseSeconds)
                pauseSeconds = min(2 * pauseSeconds, Self.longestPauseSeconds)
            } catch {
                return nil
            }
        }
        return nil
    }

    private func pause(seconds: Double) {
        var left = seconds
        while left > 0, !isStopped.load(ordering: .relaxed) {
            Thread.sleep(forTimeInterval: Self.step)
            left -= Self.step
        }
    }
}
