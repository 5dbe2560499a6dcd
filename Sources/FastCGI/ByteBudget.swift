import Synchronization

/// Memory that all connections share, in bytes.
final class ByteBudget: Sendable {
    private let limit: Int
    private let taken = Atomic<Int>(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// How much of it is in use.
    var usedBytes: Int { taken.load(ordering: .relaxed) }

    /// - Returns: nil when so much is not left.
    func reserve(_ count: Int) -> Reservation? {
        guard taken.add(count, ordering: .relaxed).newValue <= limit else {
            taken.subtract(count, ordering: .relaxed)
            return nil
        }
        return Reservation(count: count, budget: self)
    }

    /// A part of the budget, given back when it goes out of use.
    struct Reservation: ~Copyable {
        private let count: Int
        private let budget: ByteBudget

        fileprivate init(count: Int, budget: ByteBudget) {
            self.count = count
            self.budget = budget
        }

        deinit {
            budget.taken.subtract(count, ordering: .relaxed)
        }
    }
}
