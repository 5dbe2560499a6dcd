import GRDB
import Synchronization

/// A connection beside the pool's, for one purpose; opened when it is first used.
///
/// Whoever uses it waits only for others with the same purpose, never for reports or events.
final class SpareConnection: Sendable {
    private enum State {
        case unopened
        case open(DatabaseQueue)
        case closed
    }

    private let path: String
    private let patience: Duration
    /// By which its reads may be ended; nil: they are not.
    private let deadlines: ReadDeadlines?
    private let state = Mutex(State.unopened)

    /// `patience` is how long it waits for a lock.
    init(path: String, patience: Duration = .zero, deadlines: ReadDeadlines? = nil) {
        self.path = path
        self.patience = patience
        self.deadlines = deadlines
    }

    func use<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) throws -> Value {
        try state.withLock { state in
            try queue(&state).writeWithoutTransaction(body)
        }
    }

    func close() throws {
        try state.withLock { state in
            defer { state = .closed }
            if case .open(let queue) = state { try queue.close() }
        }
    }

    private func queue(_ state: inout State) throws -> DatabaseQueue {
        switch state {
        case .open(let queue): return queue
        case .closed: throw DatabaseError(resultCode: .SQLITE_CANTOPEN, message: "it has been closed")
        case .unopened:
            var configuration = Configuration.ours
            if patience > .zero { configuration.busyMode = .timeout(patience / .seconds(1)) }
            configuration.prepareDatabase { [deadlines] in deadlines?.watch($0) }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            state = .open(queue)
            return queue
        }
    }
}
