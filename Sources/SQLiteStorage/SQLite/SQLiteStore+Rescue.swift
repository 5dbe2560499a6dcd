import Foundation
import GRDB
import Storage
import Tracking

extension SQLiteStore {
    /// Only the writer will do: any other connection might be opened on the file that is there now.
    package func rescue(at time: Timestamp) throws(StoreError) -> LostDatabase? {
        do throws(StoreError) {
            try place.check()
            return nil
        } catch .unavailable(.overwritten, _) {
            // The log stays as it is, for whoever wants to look.
            return .overwritten
        } catch {
            let copy = place.rescuePath(at: time)
            do {
                try writeAll(to: copy)
                try place.removeOwnWAL()
            } catch let error as BackupError {
                throw .unavailable(.failing("\(error)"), database: copy)
            } catch {
                throw StoreError(error, database: copy)
            }
            return .rescued(to: copy)
        }
    }

    private func writeAll(to copy: String) throws {
        // SQLite writes into an empty file, which has our mode from the start.
        let file = try PartialFile(in: (copy as NSString).deletingLastPathComponent)
        try withWriterAnywhere { try $0.execute(literal: "VACUUM INTO \(file.path)") }
        let queue = try DatabaseQueue(path: file.path, configuration: .ours)
        try queue.writeWithoutTransaction { try DatabaseAge.beginAnother(in: $0) }
        try queue.close()
        try file.sync()
        guard try file.take(copy) else {
            throw BackupError.failed(file: copy, reason: String(cString: strerror(EEXIST)))
        }
    }
}
