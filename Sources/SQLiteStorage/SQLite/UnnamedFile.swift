import Foundation
import GRDB

/// A file that never has a name, and is gone when it is closed.
enum UnnamedFile {
    /// O_TMPFILE of <fcntl.h>, which hides it without _GNU_SOURCE.
    private static let unnamed: Int32 = 0o20_000_000 | O_DIRECTORY
    /// A block of most file systems.
    private static let byteCount = 4_096

    /// Has the disk of a folder take a block, and waits until it is there.
    ///
    /// - Throws: what SQLite would throw.
    static func write(in folder: String) throws {
        let descriptor = open(folder, unnamed | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            // Of a file system without such files, and of a process without descriptors, this says nothing.
            guard ![EOPNOTSUPP, EISDIR, EINVAL, EMFILE, ENFILE].contains(errno) else { return }
            throw systemError()
        }
        defer { close(descriptor) }
        let block = [UInt8](repeating: 0xA5, count: byteCount)
        guard pwrite(descriptor, block, byteCount, 0) == byteCount, fdatasync(descriptor) == 0 else {
            throw systemError()
        }
    }

    private static func systemError() -> DatabaseError {
        let code = errno
        let isFull = code == ENOSPC || code == EDQUOT
        return DatabaseError(
            resultCode: isFull ? .SQLITE_FULL : .SQLITE_IOERR, message: String(cString: strerror(code)))
    }
}
