import Foundation
import GRDB
import TestSupport

extension RecordingStore {
    /// What a kill at this moment would leave behind: the file and its log as they are, in a folder of their own.
    ///
    /// Call it while no event is under way.
    func filesAfterKill() throws -> TemporaryFolder {
        let copy = try TemporaryFolder()
        for name in ["tracker.db", "tracker.db-wal"]
        where FileManager.default.fileExists(atPath: folder.path(name)) {
            try FileManager.default.copyItem(atPath: folder.path(name), toPath: copy.path(name))
        }
        return copy
    }

    /// Up to which journey the index by click id is complete.
    func indexProgress() throws -> Int? {
        try otherConnection().read { database in
            try Int.fetchOne(database, sql: "SELECT last_journey_id FROM index_progress")
        }
    }
}
