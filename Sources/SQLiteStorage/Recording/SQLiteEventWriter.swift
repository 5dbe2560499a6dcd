import GRDB
import Logging
import Storage
import Synchronization
import Tracking

/// Writes events on the store's one writing connection, with a sync of the disk for each transaction.
final class SQLiteEventWriter: EventWriter {
    private let store: SQLiteStore
    private let logger: Logger
    private let indexBatchSize: Int?
    private var wal: WALKeeper
    /// Made with the first use of the connection, and dropped before it is closed.
    private var ledger: EventLedger?
    /// How many pages the last write has added to the WAL; nil when it failed for want of room.
    private var pageCount: Int? = 0

    /// What a process leaves to the next one to read, and what it does at most so that it ends soon.
    private static let indexedAtTheEnd = 500...1_000

    init(store: SQLiteStore, logger: Logger, indexBatchSize: Int?) {
        self.store = store
        self.logger = logger
        self.indexBatchSize = indexBatchSize
        wal = WALKeeper(store: store, logger: logger)
    }

    func warmUp() {
        do throws(StoreError) {
            try store.keepWALFromWriter()
            try store.withWriter { database in
                try database.inTransaction(.deferred) {
                    try ledger(database).index.refresh()
                    return .commit
                }
                store.index.memory.commit()
            }
        } catch {
            // The first transaction does it, or says why it cannot.
        }
    }

    func write(
        _ events: [ReceivedEvent], until deadline: ContinuousClock.Instant
    ) throws(StoreError) -> [Recorded] {
        do throws(StoreError) {
            let recorded = try store.withWriter { database in
                let recorded = try store.lockPatience.until(deadline) {
                    try record(events, in: database, ledger(database))
                }
                pageCount = database.takeWALPageCount()
                return recorded
            }
            // Last: what has been committed to a file that nobody will find is not stored.
            try store.place.check()
            return recorded
        } catch {
            pageCount = if case .unavailable(.full, _) = error { nil } else { 0 }
            throw error
        }
    }

    func makeRoom() {
        if let pageCount {
            if pageCount > 0 { wal.committed(pages: pageCount) }
        } else {
            reclaimWAL()
        }
    }

    /// Lets the WAL begin anew, which may be what the disk is full of.
    private func reclaimWAL() {
        do throws(StoreError) {
            try store.checkpoint()
        } catch {
            // Still no room: the next event that is refused tries again, and the outage is in the log.
        }
    }

    func finish() {
        indexOldest()
        wal.finish()
        do throws(StoreError) {
            try dropLedger()
            try store.checkpoint()
        } catch .unavailable(.misplaced, _), .unavailable(.overwritten, _) {
            // Nothing is to be copied there, and it has been told.
        } catch {
            logger.warning("checkpoint failed", metadata: ["reason": "\(error)"])
        }
    }

    // MARK: On the connection

    private func ledger(_ database: Database) throws -> EventLedger {
        if let ledger { return ledger }
        let ledger = try EventLedger(database, memory: store.index.memory, logger: logger)
        self.ledger = ledger
        return ledger
    }

    private func record(
        _ events: [ReceivedEvent], in database: Database, _ ledger: EventLedger
    ) throws -> [Recorded] {
        do {
            let recorded = try database.inImmediateTransaction {
                try ledger.begin(campaignRevision: store.campaignRevision.number.load(ordering: .relaxed))
                let recorded = try events.map { try ledger.record($0.event, at: $0.receivedAt) }
                try ledger.finish()
                try ledger.index.fill(batchSize: indexBatchSize ?? ledger.index.usualBatchSize)
                return recorded
            }
            store.index.memory.commit()
            return recorded
        } catch {
            store.index.memory.rollBack()
            throw error
        }
    }

    /// So that there is less to read for the process that opens the database next.
    private func indexOldest() {
        do throws(StoreError) {
            try store.withWriter { database in
                try store.lockPatience.until(.now) {
                    let indexedUpTo = try database.inImmediateTransaction {
                        try ledger(database).index.fillWithOldest(Self.indexedAtTheEnd)
                    }
                    store.index.memory.drop(upTo: indexedUpTo)
                }
            }
        } catch {
            // They stay where they are, and are read by the next process.
        }
    }

    /// Where nobody else uses the connection, whose statements it holds.
    private func dropLedger() throws(StoreError) {
        try store.withWriterAnywhere { _ in ledger = nil }
    }
}
