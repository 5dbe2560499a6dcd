import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func verify(limit: Int) throws(StoreError) -> [Difference] {
        try read(seconds: nil) { database in
            let journeys = try JourneyCheck.all.flatMap { try $0.differences(limit: limit, in: database) }
            let index = try IndexCheck.all.flatMap { try $0.differences(limit: limit, in: database) }
            let counters = try CounterCheck.all.flatMap { check in
                try check.differences(in: database).sorted { $0.what < $1.what }.prefix(limit)
            }
            let blocks = try BlockCheck.differences(in: database).prefix(limit)
            return journeys + index + counters + blocks
        }
    }
}
