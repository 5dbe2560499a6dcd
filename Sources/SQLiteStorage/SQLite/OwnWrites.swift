import Synchronization

/// Whether somebody else has written to the database's file: by its size, and by when it was last written.
///
/// SQLite writes to it only when it copies the log, so each copy of this process goes through `run`. Other processes copy,
/// too: what is found says that it is time to look, and no more.
final class OwnWrites: Sendable {
    private struct State {
        var stamp: FileStamp?
        var underWay = 0
        var isForeign = false
    }

    private let place: DatabasePlace
    private let state: Mutex<State>

    init(place: DatabasePlace) {
        self.place = place
        state = Mutex(State(stamp: place.stamp))
    }

    /// Copies the log.
    func run<Value, Failure: Error>(_ copy: () throws(Failure) -> Value) throws(Failure) -> Value {
        state.withLock { state in
            look(&state)
            state.underWay += 1
        }
        defer {
            state.withLock { state in
                state.underWay -= 1
                state.stamp = place.stamp
            }
        }
        return try copy()
    }

    /// Whether others have written since the last call; each is told once.
    func takeForeign() -> Bool {
        state.withLock { state in
            look(&state)
            defer { state.isForeign = false }
            return state.isForeign
        }
    }

    private func look(_ state: inout State) {
        guard state.underWay == 0 else { return }
        let stamp = place.stamp
        if stamp != state.stamp { state.isForeign = true }
        state.stamp = stamp
    }
}
