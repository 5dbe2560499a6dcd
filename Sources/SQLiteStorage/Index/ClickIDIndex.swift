import GRDB
import Tracking

/// Which journey a click id has.
///
/// A small log-structured merge tree. Click ids are random, so that an entry written alone changes a page of its own;
/// written many at a time in their order, neighbours share a page. So an entry passes through three levels, each
/// larger than the one before and changed in larger portions: it begins in memory, goes into the table
/// `index_level_1` and from there, once that is large, into `index_level_2`. It may be in two of them for a while.
/// `index_progress` says up to which journey the tables are complete; those above it are read into memory when the
/// database is opened. Each process has a memory of its own.
///
/// This type finds for readers; `IndexWriter` is for the writer's transactions.
final class ClickIDIndex: Sendable {
    /// Filled by the writer; empty in a process without one.
    let memory = IndexMemory()

    /// Finds an entry of the tables; takes the click id as its first parameter.
    static let query = """
        SELECT journey_id FROM index_level_1 WHERE click_id = ?1
        UNION ALL SELECT journey_id FROM index_level_2 WHERE click_id = ?1 LIMIT 1
        """

    /// Looks for a journey; call it before the read transaction in which `Finding.journey(in:)` goes on, since what
    /// leaves memory has been committed to the tables before.
    func find(_ clickID: ClickID) -> Finding {
        Finding(clickID: clickID, memory: memory.find(clickID))
    }

    struct Finding {
        fileprivate let clickID: ClickID
        fileprivate let memory: IndexMemory.Finding

        /// - Returns: The id of the journey's row; nil when no journey has the click id.
        func journey(in database: Database) throws -> Int64? {
            // The journey in memory may be of a transaction that has failed since; one of the tables may have been removed
            // past this program.
            if let journey = memory.journey, try holds(journey, database) { return journey }
            if let indexed = try id(ClickIDIndex.query, [clickID.column], database),
                try holds(indexed, database)
            {
                return indexed
            }
            // Without a writer, what is not in the tables, some 130,000 rows at most; else, what other processes have recorded
            // since its last transaction.
            return try id(
                """
                SELECT id FROM journey WHERE click_id = ?
                    AND id > max(?, (SELECT last_journey_id FROM index_progress))
                """, [clickID.column, memory.knownUpTo], database)
        }

        private func holds(_ journey: Int64, _ database: Database) throws -> Bool {
            try id(
                "SELECT id FROM journey WHERE id = ? AND click_id = ?", [journey, clickID.column], database)
                != nil
        }

        private func id(
            _ query: String, _ arguments: StatementArguments, _ database: Database
        ) throws -> Int64? {
            try Int64.fetchOne(database.cachedStatement(sql: query), arguments: arguments)
        }
    }
}
