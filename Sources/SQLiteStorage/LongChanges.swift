import Storage
import Synchronization

/// Changes that take many transactions, which end between two of them when the process is about to stop.
final class LongChanges: Sendable {
    private let isEnding = Atomic<Bool>(false)

    func end() {
        isEnding.store(true, ordering: .relaxed)
    }

    /// To be asked before each transaction.
    ///
    /// - Throws: `unavailable` when there is to be no further one.
    func goOn(on database: String) throws(StoreError) {
        guard !isEnding.load(ordering: .relaxed) else { throw .unavailable(.stopping, database: database) }
    }
}
