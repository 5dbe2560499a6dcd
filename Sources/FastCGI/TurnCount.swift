import Synchronization

/// How often a thread's loop has come round, for whoever looks whether it still does.
final class TurnCount: Sendable {
    private let count = Atomic<Int>(0)

    var value: Int { count.load(ordering: .relaxed) }

    func add() {
        count.wrappingAdd(1, ordering: .relaxed)
    }
}
