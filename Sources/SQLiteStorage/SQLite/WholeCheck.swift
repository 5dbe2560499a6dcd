import Foundation
import GRDB
import Storage
import Synchronization

/// Reads all of a database for damage while events are taken, on a thread of its own that leaves processors to others.
///
/// It reads a table at a time, so that the log can begin anew in between. One that the log cannot wait for is read again
/// later.
final class WholeCheck: Sendable {
    private let place: DatabasePlace
    private let connection: SpareConnection
    private let deadlines: ReadDeadlines
    private let isStopped = Atomic(false)
    private let isRunning = Mutex(false)
    private let running = DispatchGroup()

    private static let pauseSeconds: Double = 10
    private static let step: Double = 0.1

    init(path: String, place: DatabasePlace, deadlines: ReadDeadlines) {
        self.place = place
        connection = SpareConnection(path: path, deadlines: deadlines)
        self.deadlines = deadlines
    }

    /// Returns at once; does nothing while it is at it. `whenFound` is called on its thread, with the first finding.
    func start(whenFound: @escaping @Sendable (String) -> Void) {
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
            if let finding = finding() { whenFound(finding) }
            isRunning.withLock { $0 = false }
            running.leave()
        }.start()
    }

    /// Ends it soon; any number of calls.
    func stop() throws {
        isStopped.store(true, ordering: .relaxed)
        running.wait()
        try connection.close()
    }

    private func finding() -> String? {
        var tables = read { try DamageCheck.tables(of: $0) } ?? []
        while let table = tables.popLast() {
            if let finding = read({ try DamageCheck.finding(inTable: table, of: $0) }) ?? nil {
                return finding
            }
        }
        return nil
    }

    /// Tries until it has been read; nil at a stop, or when it cannot be read at all, of which others tell.
    private func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) -> Value? {
        while !isStopped.load(ordering: .relaxed) {
            do {
                try place.check()
                return try connection.use { database in
                    // What it has read before is in its memory, whatever the file has now.
                    try database.execute(sql: "PRAGMA shrink_memory")
                    return try deadlines.run(
                        nil, while: { [self] in !isStopped.load(ordering: .relaxed) }, on: database
                    ) { try body(database) }
                }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
                pause()
            } catch {
                return nil
            }
        }
        return nil
    }

    private func pause() {
        var left = Self.pauseSeconds
        while left > 0, !isStopped.load(ordering: .relaxed) {
            Thread.sleep(forTimeInterval: Self.step)
            left -= Self.step
        }
    }
}
