import GRDB
import Tracking

extension Store {
    /// Recomputes from the events all that reports read, in one state of the database.
    ///
    /// - Returns: What is not as it should be; empty in a sound database. At most `limit` of each kind.
    package func verify(limit: Int = 1_000) throws(StoreError) -> [Difference] {
        try read { database in
            var differences: [Difference] = []
            for check in JourneyCheck.all {
                differences += try check.differences(limit: limit, in: database)
            }
            differences += try journeyIndexDifferences(limit: limit, in: database)
            for check in CounterCheck.all {
                differences += try check.differences(in: database).sorted { $0.what < $1.what }.prefix(limit)
            }
            return differences + (try columnDifferences(in: database)).prefix(limit)
        }
    }
}
