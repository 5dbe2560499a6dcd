import Foundation
import GRDB
import Storage
import Tracking

extension SQLiteStore {
    /// Only the writer will do: any other connection might be opened on the file that is there now.
    package func rescue(at time: Timestamp) throws(StoreError) -> String? {
        do throws(StoreError) {
            try place.check()
            return nil
        } catch .unavailable(.misplaced, _) {
            let copy = place.rescuePath(at: time)
            do {
                try writeAll(to: copy)
            } catch let error as BackupError {
                throw .unavailable(.failing("\(error)"), database: copy)
            } catch {
                throw StoreError(error, database: copy)
            }
            place.removeOwnWAL()
            return copy
        }
    }

    private func writeAll(to copy: String) throws {
        // SQLite writes into an empty file, which has our mode from the start.
        let file = try PartialFile(in: (copy as NSString).deletingLastPathComponent)
        try withWriter { try $0.execute(literal: "VACUUM INTO \(file.path)") }
        try file.sync()
        guard try file.take(copy) else {
            throw BackupError.failed(file: copy, reason: String(cString: strerror(EEXIST)))
        }
    }
}
