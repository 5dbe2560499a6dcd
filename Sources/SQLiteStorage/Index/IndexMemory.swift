import Synchronization
import Tracking

/// The journeys that may not be in the tables of the index yet, by click id.
///
/// New journeys wait here until there are many; then they go into the first table as one batch in the order of their
/// click ids, some with each transaction.
///
/// `find` is for every thread. All else is for the writer's connection only, within a transaction and right after it.
final class IndexMemory: Sendable {
    struct Entry {
        let clickID: ClickID
        let journey: Int64
    }

    /// What memory has to say of a click id.
    struct Finding {
        /// May be of a transaction under way, which may yet fail.
        let journey: Int64?
        /// Every journey up to this id is in memory, or has been committed to the index.
        let knownUpTo: Int64
    }

    /// Entries for the index.
    struct Portion {
        var entries: [Entry] = []
        /// When these are the last of a batch: with them every journey up to this id is in the index.
        var indexedUpTo: Int64?
    }

    private struct State {
        var journeys: [ClickID: Int64] = [:]
        var knownUpTo: Int64 = 0
        /// Every journey up to this id is in the index, committed.
        var indexedUpTo: Int64 = 0
        /// Those that go into the index now, the next one last; all others wait.
        var batch: [Entry] = []
        /// The last journey of the batch, which consists of the oldest that there were.
        var batchEnd: Int64 = 0
        /// Whether more wait than a process leaves that ends at any moment.
        var isBehind = false
        var firstTableCount: Int?
        var transaction = Transaction()
    }

    /// What is undone when the transaction under way fails.
    private struct Transaction {
        var added: [Entry] = []
        /// How many of the batch are being written.
        var portionCount = 0
        var indexedUpTo: Int64 = 0
        /// How many have come from other processes; they stay.
        var learnedCount = 0
    }

    /// Of those that other processes have written, no more count for the size of a portion: it is to be done within
    /// a few milliseconds.
    private static let learnedLimit = 1_000

    private static let partWhenBehind = 16

    private let state = Mutex(State())

    func find(_ clickID: ClickID) -> Finding {
        state.withLock { state in
            Finding(journey: state.journeys[clickID], knownUpTo: state.knownUpTo)
        }
    }

    var knownUpTo: Int64 { state.withLock { $0.knownUpTo } }

    /// How many entries the first table has, but for what other processes and failed transactions have done; nil until
    /// they have been counted. It decides no more than when to move some.
    var firstTableCount: Int? {
        get { state.withLock { $0.firstTableCount } }
        set { state.withLock { $0.firstTableCount = newValue } }
    }

    // MARK: Within a transaction of the writer

    /// Takes in what the transaction inserts.
    func add(_ entry: Entry) {
        state.withLock { state in
            state.journeys[entry.clickID] = entry.journey
            state.transaction.added.append(entry)
        }
    }

    /// Forgets a click id whose journey is not in the database; before `nextPortion`.
    func remove(_ clickID: ClickID) {
        state.withLock { state in
            state.journeys[clickID] = nil
            state.batch.removeAll { $0.clickID == clickID }
        }
    }

    /// Takes in what has been committed without `add`; every journey after `knownUpTo`, in order of id.
    ///
    /// - Returns: The other journey that has the click id; nil, as it should be, when there is none.
    func learn(_ entry: Entry) -> Int64? {
        state.withLock { state in
            state.knownUpTo = entry.journey
            state.transaction.learnedCount += 1
            if let other = state.journeys[entry.clickID] { return other }
            state.journeys[entry.clickID] = entry.journey
            return nil
        }
    }

    /// What is to go into the index with this transaction: a little more than comes into memory with it.
    ///
    /// A batch begins when `batchSize` journeys wait.
    func nextPortion(batchSize: Int) -> Portion {
        beginBatch(of: batchSize)
        return state.withLock { state in
            let added = state.transaction.added.count
            let learned = min(state.transaction.learnedCount, Self.learnedLimit)
            let surplus = state.isBehind ? added / 2 : added / 4
            let count = min(state.batch.count, added + surplus + learned + 1)
            let isLast = count > 0 && count == state.batch.count
            state.transaction.portionCount = count
            state.transaction.indexedUpTo = isLast ? state.batchEnd : 0
            // Another process may have put some there.
            let entries = state.batch.suffix(count).filter { $0.journey > state.indexedUpTo }
            return Portion(entries: entries, indexedUpTo: isLast ? state.batchEnd : nil)
        }
    }

    /// Sorts without the lock, since it takes some milliseconds.
    private func beginBatch(of size: Int) {
        var batch = waitingEntries(atLeast: size)
        guard !batch.isEmpty else { return }
        let isBehind = batch.count > 2 * size
        if isBehind {
            // A batch that is not finished is begun anew by the next process. Small ones are finished even if
            // processes end again and again.
            batch.sort { $0.journey < $1.journey }
            batch = Array(batch.prefix(max(1, size / Self.partWhenBehind)))
        }
        let end = batch.lazy.map(\.journey).max() ?? 0
        batch.sort { $0.clickID.high > $1.clickID.high }
        state.withLock { state in
            state.isBehind = isBehind
            state.batch = batch
            state.batchEnd = end
        }
    }

    /// What has been committed; nothing while there is a batch, or when fewer wait.
    private func waitingEntries(atLeast count: Int) -> [Entry] {
        let (journeys, committed) = state.withLock { state -> ([ClickID: Int64], Int64) in
            guard state.batch.isEmpty, state.journeys.count - state.transaction.added.count >= count else {
                return ([:], 0)
            }
            return (state.journeys, state.knownUpTo)
        }
        return journeys.compactMap { $0.value <= committed ? Entry(clickID: $0.key, journey: $0.value) : nil }
    }

    // MARK: After it

    /// To be called once COMMIT has returned: what is in the index need not be here any longer.
    func commit() {
        state.withLock { state in
            let transaction = state.transaction
            for entry in state.batch.suffix(transaction.portionCount) { state.journeys[entry.clickID] = nil }
            state.batch.removeLast(transaction.portionCount)
            state.knownUpTo = max(state.knownUpTo, transaction.added.last?.journey ?? 0)
            state.indexedUpTo = max(state.indexedUpTo, transaction.indexedUpTo)
            state.transaction = Transaction()
        }
    }

    /// Forgets what the transaction has inserted.
    func rollBack() {
        state.withLock { state in
            for entry in state.transaction.added { state.journeys[entry.clickID] = nil }
            state.transaction = Transaction()
        }
    }

    /// Drops the journeys up to an id, all of which are in the index by a commit of any process.
    func drop(upTo indexed: Int64) {
        state.withLock { state in
            guard indexed > state.indexedUpTo else { return }
            state.indexedUpTo = indexed
            state.journeys = state.journeys.filter { $0.value > indexed }
            state.knownUpTo = max(state.knownUpTo, indexed)
        }
    }
}
