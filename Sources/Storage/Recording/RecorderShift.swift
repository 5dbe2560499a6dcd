import GRDB
import Logging
import Tracking

/// The recorder's work, on its thread: from the queue to the disk to the completions.
struct RecorderShift {
    private let store: Store
    private let queue: EventQueue
    private let logger: Logger
    private let recentLimit: Int?
    private let campaigns = CampaignCache()
    private var outage: OutageLog
    private var log: LogKeeper

    /// What a process leaves to the next one to read, and what it does at most so that it ends soon.
    private static let indexedAtTheEnd = 500...1_000

    init(store: Store, logger: Logger, queue: EventQueue, recentLimit: Int? = nil) {
        self.store = store
        self.queue = queue
        self.recentLimit = recentLimit
        self.logger = logger
        outage = OutageLog(logger: logger)
        log = LogKeeper(store: store, logger: logger)
    }

    /// Ends when the queue is closed and empty.
    mutating func run() {
        readRecentJourneys()
        while let events = queue.takeBatch() {
            record(events)
        }
        indexOldest()
        log.finish()
        do throws(StoreError) {
            try store.checkpoint()
        } catch {
            logger.warning("checkpoint failed", metadata: ["reason": "\(error)"])
        }
    }

    private func readRecentJourneys() {
        do throws(StoreError) {
            report(try store.readRecentJourneys())
        } catch {
            // The first transaction does it, or says why it cannot.
        }
    }

    private func indexOldest() {
        do throws(StoreError) {
            report(try store.indexOldestJourneys(Self.indexedAtTheEnd))
        } catch {
            // They stay where they are, and are read by the next process.
        }
    }

    private func report(_ shared: [SharedClickID]) {
        for pair in shared {
            logger.error(
                "two journeys share a click id",
                metadata: ["journey": "\(pair.journey)", "other": "\(pair.other)"])
        }
    }

    /// Calls the completion of each event once.
    private mutating func record(_ events: [WaitingEvent]) {
        var events = events
        while !events.isEmpty {
            do throws(StoreError) {
                let pageCount = try commit(events)
                outage.ended()
                events.complete(with: .success(()))
                return log.committed(pages: pageCount)
            } catch {
                events = settle(events, after: error)
            }
        }
    }

    /// Stores the events in one transaction, or none of them.
    ///
    /// - Returns: How many pages the log has grown by since the last time.
    private func commit(_ events: [WaitingEvent]) throws(StoreError) -> Int {
        let deadline = events.map(\.deadline).min() ?? .now
        return try store.withWriter { database in
            // A rollback may have failed together with the disk that it was for.
            if database.isInsideTransaction { try database.rollback() }
            do {
                try store.lockPatience.until(deadline) {
                    try database.inTransaction(.immediate) {
                        try write(events, to: database)
                        return .commit
                    }
                }
                store.recent.commit()
                return database.takeLoggedPageCount()
            } catch {
                store.recent.rollBack()
                throw error
            }
        }
    }

    private func write(_ events: [WaitingEvent], to database: Database) throws {
        try campaigns.refresh(database, store: store)
        let index = try JourneyIndex(database, recent: store.recent)
        report(try index.refresh())
        let ledger = try EventLedger(database, campaigns: campaigns, index: index)
        for waiting in events {
            try ledger.record(waiting.event, at: waiting.receivedAt)
        }
        try ledger.finish()
        report(try index.fill(batchSize: recentLimit ?? index.usualBatchSize))
    }

    /// Answers those that cannot be stored.
    ///
    /// - Returns: Those to try again.
    private mutating func settle(_ events: [WaitingEvent], after error: StoreError) -> [WaitingEvent] {
        switch error {
        case .busy:
            let now = ContinuousClock.now
            let expired = events.filter { $0.deadline <= now }
            refuse(expired, retryAfterSeconds: 1, error)
            return events.filter { $0.deadline > now }
        case .full:
            refuse(events, retryAfterSeconds: 5, error)
            reclaimLog()
        case .unavailable:
            refuse(events, retryAfterSeconds: 5, error)
        default:
            isolate(events, after: error)
        }
        return []
    }

    private mutating func refuse(_ events: [WaitingEvent], retryAfterSeconds: Int, _ error: StoreError) {
        guard !events.isEmpty else { return }
        outage.refused(events.count, because: error)
        let reason = error.description
        events.complete(
            with: .failure(.unavailable(retryAfterSeconds: retryAfterSeconds, reason: reason)))
    }

    /// Lets the log begin anew, which may be what the disk is full of.
    private func reclaimLog() {
        do throws(StoreError) {
            try store.checkpoint()
        } catch {
            // Still no room: the next event that is refused tries again, and the outage is in the log.
        }
    }

    /// Gives each event a transaction of its own, so that only the bad one fails.
    private mutating func isolate(_ events: [WaitingEvent], after error: StoreError) {
        guard events.count > 1 else {
            return events.complete(with: .failure(.fault(error.description)))
        }
        for event in events { record([event]) }
    }
}

extension [WaitingEvent] {
    fileprivate func complete(with result: Result<Void, RecordingError>) {
        for event in self { event.completion(result) }
    }
}
