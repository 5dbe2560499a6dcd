import GRDB
import Tracking

/// The index by click id, between the recorder's transactions and for reads.
extension Store {
    /// Fills the memory of a recorder that begins; its first transaction would do the same.
    func readRecentJourneys() throws(StoreError) -> [SharedClickID] {
        try withWriter { database in
            var shared: [SharedClickID] = []
            try database.inTransaction(.deferred) {
                shared = try JourneyIndex(database, recent: recent).refresh()
                return .commit
            }
            recent.commit()
            return shared
        }
    }

    /// Puts the oldest journeys into the index, so that there is less to read for the process that opens the database
    /// next; see `JourneyIndex.fillWithOldest`.
    ///
    /// - Throws: `busy` at once when another process holds the write lock.
    func indexOldestJourneys(_ counts: ClosedRange<Int>) throws(StoreError) -> [SharedClickID] {
        try withWriter { database in
            try lockPatience.until(.now) {
                var outcome = JourneyIndex.Outcome()
                try database.inTransaction(.immediate) {
                    outcome = try JourneyIndex(database, recent: recent).fillWithOldest(counts)
                    return .commit
                }
                recent.drop(upTo: outcome.indexedUpTo)
                return outcome.shared
            }
        }
    }

    /// Reads one state of the database in which a journey is to be found by its click id.
    ///
    /// `body` gets the id of its row; nil when no journey has the click id.
    func read<Value>(
        _ clickID: ClickID, _ body: (Database, Int64?) throws -> Value
    ) throws(StoreError) -> Value {
        // Memory first: what leaves it has been committed to the index before, so that a state that is read later has it.
        let finding = recent.find(clickID)
        return try read { database in
            try body(database, try finding.journey(of: clickID, in: database))
        }
    }
}

extension RecentJourneys.Finding {
    fileprivate func journey(of clickID: ClickID, in database: Database) throws -> Int64? {
        // The journey in memory may be of a transaction that has failed since.
        if let journey,
            let id = try id(
                "SELECT id FROM journey WHERE id = ? AND click_id = ?", [journey, clickID.column])
        {
            return id
        }
        if let indexed = try id(JourneyIndex.query, [clickID.column]) { return indexed }
        // Without a recorder, what is not in the index, some 100,000 rows; else, what other processes have recorded
        // since its last transaction.
        return try id(
            """
            SELECT id FROM journey WHERE click_id = ?
                AND id > max(?, (SELECT last_journey_id FROM journey_index_progress))
            """, [clickID.column, knownUpTo])

        func id(_ query: String, _ values: [SQLValue?]) throws -> Int64? {
            try Int64.fetchOne(database, sql: query, arguments: StatementArguments(values))
        }
    }
}
