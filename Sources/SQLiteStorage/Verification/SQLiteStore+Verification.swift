import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func verify(limit: Int) throws(StoreError) -> [Difference] {
        try read(seconds: nil) { try Self.differences(in: $0, limit: limit) }
    }

    /// What is not as it should be in a database whose tables are up to date; at most `limit` of each kind.
    static func differences(in database: Database, limit: Int) throws -> [Difference] {
        let journeys = try JourneyCheck.all.flatMap { try $0.differences(limit: limit, in: database) }
        let index = try IndexCheck.all.flatMap { try $0.differences(limit: limit, in: database) }
        let counters = try CounterCheck.all.flatMap { check in
            try check.differences(in: database).sorted { $0.what < $1.what }.prefix(limit)
        }
        let expenses = try ExpenseCheck.differences(in: database).sorted { $0.what < $1.what }.prefix(limit)
        let blocks = try BlockCheck.differences(in: database).prefix(limit)
        return journeys + index + counters + expenses + blocks
    }
}
