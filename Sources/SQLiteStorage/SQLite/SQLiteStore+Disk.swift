import Foundation

extension SQLiteStore {
    package func freeBytes() -> Int64? { Self.freeBytes(at: path) }

    package func usedBytes() -> Int64? {
        guard let size = Self.byteCount(of: path) else { return nil }
        return size + (Self.byteCount(of: path + "-wal") ?? 0)
    }

    private static func byteCount(of file: String) -> Int64? {
        var info = stat()
        return stat(file, &info) == 0 ? Int64(info.st_size) : nil
    }

    /// How many bytes the disk of a file or a folder has left for this user; nil when the system does not say.
    ///
    /// Source: https://man7.org/linux/man-pages/man3/statvfs.3.html
    package static func freeBytes(at path: String) -> Int64? {
        var disk = statvfs()
        guard statvfs(path, &disk) == 0 else { return nil }
        let (bytes, overflows) = UInt64(disk.f_bavail).multipliedReportingOverflow(by: UInt64(disk.f_frsize))
        return overflows ? .max : Int64(clamping: bytes)
    }
}
