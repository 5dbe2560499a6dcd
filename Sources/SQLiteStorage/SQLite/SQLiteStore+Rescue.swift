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
            let date = Date(timeIntervalSince1970: Double(time.milliseconds) / 1_000)
            let copy = place.rescuePath(at: date)
            try writeAll(to: copy)
            place.removeOwnWAL()
            return copy
        }
    }

    private func writeAll(to copy: String) throws(StoreError) {
        // SQLite writes into an empty file, which has our mode from the start.
        let descriptor = Glibc.open(copy, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(to: copy) }
        defer { Glibc.close(descriptor) }
        do throws(StoreError) {
            try withWriter { try $0.execute(literal: "VACUUM INTO \(copy)") }
            guard fsync(descriptor) == 0 else { throw failure(to: copy) }
            try syncFolder(of: copy)
        } catch {
            unlink(copy)
            throw error
        }
    }

    private func syncFolder(of copy: String) throws(StoreError) {
        let folder = (copy as NSString).deletingLastPathComponent
        let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(to: copy) }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(to: copy) }
    }

    private func failure(to copy: String) -> StoreError {
        .unavailable(.failing(String(cString: strerror(errno))), database: copy)
    }
}
