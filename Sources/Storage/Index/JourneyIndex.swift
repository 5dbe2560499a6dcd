import GRDB
import Tracking

/// Which journey a click id has, for the writer's transactions.
///
/// An entry passes through three places, each larger than the one before and changed in larger portions: it begins in
/// `RecentJourneys`, in memory, goes into the table `journey_index`, and from there, once that is large, into
/// `settled_journey_index`. It may be in two of them for a while. `journey_index_progress` says up to which journey the
/// tables are complete; those above it are read into memory when the database is opened. Other processes have memories
/// of their own, so `refresh` comes first in every transaction that records events.
struct JourneyIndex {
    /// What `fillWithOldest` has done.
    struct Outcome {
        /// Up to which journey the table is complete.
        var indexedUpTo: Int64 = 0
        var shared: [SharedClickID] = []
    }

    let database: Database
    let recent: RecentJourneys
    private let selection: Statement

    /// Finds an entry of the tables; takes the click id.
    static let query = """
        SELECT journey_id FROM journey_index WHERE click_id = ?1
        UNION ALL SELECT journey_id FROM settled_journey_index WHERE click_id = ?1 LIMIT 1
        """

    init(_ database: Database, recent: RecentJourneys) throws {
        self.database = database
        self.recent = recent
        selection = try database.cachedStatement(sql: Self.query)
    }

    /// Reads into memory what other processes, or an earlier one, have recorded.
    ///
    /// - Returns: What is wrong with it.
    func refresh() throws -> [SharedClickID] {
        let known = recent.knownUpTo
        let newest = try Int64.fetchOne(database.cachedStatement(sql: "SELECT max(id) FROM journey")) ?? 0
        guard newest > known else { return [] }
        let indexed = try indexedUpTo()
        recent.drop(upTo: indexed)
        var shared: [SharedClickID] = []
        try forEachEntry(after: max(known, indexed), limit: -1) { entry in
            guard let other = recent.learn(entry) else { return }
            shared.append(SharedClickID(journey: entry.journey, other: other))
        }
        return shared
    }

    /// - Returns: nil when no journey has the click id.
    func find(_ clickID: ClickID) throws -> Int64? {
        try findRecent(clickID) ?? findIndexed(clickID)
    }

    func findRecent(_ clickID: ClickID) -> Int64? {
        recent.find(clickID).journey
    }

    private func findIndexed(_ clickID: ClickID) throws -> Int64? {
        try selection.bind([clickID.column])
        return try Int64.fetchOne(selection)
    }

    /// Takes in a journey that has just been inserted.
    func add(_ clickID: ClickID, journey: Int64) {
        recent.add(RecentJourneys.Entry(clickID: clickID, journey: journey))
    }

    // MARK: Into the table

    /// A sixteenth of all journeys, so that some six neighbours share a page of `journey_index`, which holds sixteen
    /// batches; 65,536 take some 5 MiB of memory.
    var usualBatchSize: Int { Int(min(max(recent.knownUpTo / Int64(Self.batchesInTable), 16_384), 65_536)) }

    /// How many batches `journey_index` holds before its entries are settled.
    static let batchesInTable = 16

    /// Puts some journeys into the table, when so many wait that neighbours will share pages.
    ///
    /// - Returns: What is wrong with them.
    func fill(batchSize: Int) throws -> [SharedClickID] {
        let portion = recent.nextPortion(batchSize: batchSize)
        let shared = try insert(portion.entries)
        if let end = portion.indexedUpTo { try noteProgress(end) }
        guard let highest = portion.entries.first else { return shared }
        return shared
            + (try settle(
                portion.entries.count, after: highest.clickID, whenMoreThan: batchSize * Self.batchesInTable))
    }

    /// Puts the oldest journeys into the table, so that it is complete further on; for the end of a process.
    ///
    /// `counts` says how many must be there to begin with, and how many are done at most: each may change a page of
    /// its own.
    func fillWithOldest(_ counts: ClosedRange<Int>) throws -> Outcome {
        let indexed = try indexedUpTo()
        var oldest: [RecentJourneys.Entry] = []
        try forEachEntry(after: indexed, limit: counts.upperBound) { oldest.append($0) }
        guard oldest.count >= counts.lowerBound, let last = oldest.last else { return Outcome() }
        let shared = try insert(oldest.sorted { $0.clickID.high < $1.clickID.high })
        try noteProgress(last.journey)
        return Outcome(indexedUpTo: last.journey, shared: shared)
    }

    private func insert(_ entries: [RecentJourneys.Entry]) throws -> [SharedClickID] {
        guard !entries.isEmpty else { return [] }
        let insertion = try database.cachedStatement(
            sql: """
                INSERT INTO journey_index (click_id, journey_id) VALUES (?, ?) ON CONFLICT (click_id) DO NOTHING
                """)
        return try entries.compactMap { entry in
            try insertion.run([entry.clickID.column, entry.journey])
            // There already: by another process, or by an earlier one that ended within a batch.
            guard database.changesCount == 0 else { return nil }
            guard let other = try findIndexed(entry.clickID), other != entry.journey else { return nil }
            return SharedClickID(journey: entry.journey, other: other)
        }
    }

    /// Another process may be ahead.
    private func noteProgress(_ journey: Int64) throws {
        try database.cachedStatement(
            sql: "UPDATE journey_index_progress SET last_journey_id = ?1 WHERE last_journey_id < ?1"
        ).run([journey])
    }

    private func indexedUpTo() throws -> Int64 {
        try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT last_journey_id FROM journey_index_progress")) ?? 0
    }

    /// By id; a negative limit is none.
    private func forEachEntry(
        after journey: Int64, limit: Int, _ body: (RecentJourneys.Entry) -> Void
    ) throws {
        let statement = try database.cachedStatement(
            sql: "SELECT id, click_id FROM journey WHERE id > ? ORDER BY id LIMIT ?")
        try statement.bind([journey, limit])
        let rows = try Row.fetchCursor(statement)
        while let row = try rows.next() {
            body(RecentJourneys.Entry(clickID: try ClickID(column: row[1]), journey: row[0]))
        }
    }
}

/// Two journeys with one click id, which must never be.
struct SharedClickID {
    let journey: Int64
    let other: Int64
}
