import GRDB
import Storage
import Tracking

/// The index by click id within the writer's transactions.
///
/// Other processes have memories of their own, so `refresh` comes first in every transaction that records events.
struct IndexWriter {
    let memory: IndexMemory
    let damage: IndexDamage
    private let lookup: PreparedStatement
    private let insertion: PreparedStatement
    private let newestJourney: PreparedStatement
    private let progress: PreparedStatement
    private let progressUpdate: PreparedStatement
    private let entries: PreparedStatement
    private let deletions: [PreparedStatement]
    let merging: IndexMerging

    init(_ database: Database, memory: IndexMemory, damage: IndexDamage) throws {
        self.memory = memory
        self.damage = damage
        lookup = try PreparedStatement(ClickIDIndex.query, in: database)
        insertion = try PreparedStatement(
            """
            INSERT INTO index_level_1 (click_id, journey_id) VALUES (?, ?) ON CONFLICT (click_id) DO NOTHING
            """, in: database)
        newestJourney = try PreparedStatement("SELECT max(id) FROM journey", in: database)
        progress = try PreparedStatement("SELECT last_journey_id FROM index_progress", in: database)
        progressUpdate = try PreparedStatement(
            "UPDATE index_progress SET last_journey_id = ?1 WHERE last_journey_id < ?1", in: database)
        entries = try PreparedStatement(
            "SELECT click_id, id FROM journey WHERE id > ? ORDER BY id LIMIT ?", in: database)
        deletions = try ["index_level_1", "index_level_2"].map { table in
            try PreparedStatement("DELETE FROM \(table) WHERE click_id = ? AND journey_id = ?", in: database)
        }
        merging = try IndexMerging(database, memory: memory, damage: damage)
    }

    /// Reads into memory what other processes, or an earlier one, have recorded.
    func refresh() throws {
        // Were all journeys deleted past this program, their ids are not to be given again.
        if memory.knownUpTo == 0 { memory.drop(upTo: try indexedUpTo()) }
        let known = memory.knownUpTo
        let newest = try newestJourney.first { $0.integer(0) } ?? 0
        guard newest > known else { return }
        let indexed = try indexedUpTo()
        memory.drop(upTo: indexed)
        try forEachEntry(after: max(known, indexed), limit: -1) { entry in
            guard let other = memory.learn(entry) else { return }
            damage.note(journey: entry.journey, other: other)
        }
    }

    /// - Returns: nil when no journey has the click id.
    func find(_ clickID: ClickID) throws -> Int64? {
        try memory.find(clickID).journey ?? findInTables(clickID)
    }

    private func findInTables(_ clickID: ClickID) throws -> Int64? {
        lookup.bind(clickID, at: 1)
        return try lookup.first { $0.integer(0) }
    }

    /// Removes the entries of a click id for a journey that is not there.
    func remove(_ clickID: ClickID, of journey: Int64) throws {
        if memory.find(clickID).journey == journey { memory.remove(clickID) }
        for deletion in deletions {
            deletion.bind(clickID, at: 1)
            deletion.bind(journey, at: 2)
            try deletion.run()
        }
        damage.noteMissing(journey: journey)
    }

    // MARK: From memory into the first table

    /// A sixteenth of all journeys, so that some six neighbours share a page of the first table, which holds sixteen
    /// batches; 65,536 take some 5 MiB of memory.
    var usualBatchSize: Int {
        Int(min(max(memory.knownUpTo / Int64(IndexMerging.batchesInTable), 16_384), 65_536))
    }

    /// Puts some journeys into the first table, when so many wait that neighbours will share pages.
    func fill(batchSize: Int) throws {
        let portion = memory.nextPortion(batchSize: batchSize)
        try insert(portion.entries)
        if let end = portion.indexedUpTo { try noteProgress(end) }
        guard let highest = portion.entries.first else { return }
        try merging.merge(
            portion.entries.count, after: highest.clickID,
            whenMoreThan: batchSize * IndexMerging.batchesInTable)
    }

    /// Puts the oldest journeys into the first table, so that it is complete further on; for the end of a process.
    ///
    /// `counts` says how many must be there to begin with, and how many are done at most: each may change a page of
    /// its own.
    ///
    /// - Returns: Up to which journey the tables are complete then; 0 when nothing was done.
    func fillWithOldest(_ counts: ClosedRange<Int>) throws -> Int64 {
        var oldest: [IndexMemory.Entry] = []
        try forEachEntry(after: indexedUpTo(), limit: Int64(counts.upperBound)) { oldest.append($0) }
        guard oldest.count >= counts.lowerBound, let last = oldest.last else { return 0 }
        try insert(oldest.sorted { $0.clickID.high < $1.clickID.high })
        try noteProgress(last.journey)
        return last.journey
    }

    private func insert(_ entries: [IndexMemory.Entry]) throws {
        for entry in entries {
            insertion.bind(entry.clickID, at: 1)
            insertion.bind(entry.journey, at: 2)
            // There already: by another process, or by an earlier one that ended within a batch.
            guard try insertion.run() == 0 else { continue }
            guard let other = try findInTables(entry.clickID), other != entry.journey else { continue }
            damage.note(journey: entry.journey, other: other)
        }
    }

    /// Another process may be ahead.
    private func noteProgress(_ journey: Int64) throws {
        progressUpdate.bind(journey, at: 1)
        try progressUpdate.run()
    }

    private func indexedUpTo() throws -> Int64 {
        try progress.first { $0.integer(0) } ?? 0
    }

    /// By id; a negative limit is none.
    private func forEachEntry(
        after journey: Int64, limit: Int64, _ body: (IndexMemory.Entry) -> Void
    ) throws {
        entries.bind(journey, at: 1)
        entries.bind(limit, at: 2)
        try entries.forEach { row in
            let id = row.integer(1)
            guard let clickID = row.clickID(0) else { throw StoreError.unreadable("journey \(id), click id") }
            body(IndexMemory.Entry(clickID: clickID, journey: id))
        }
    }
}
