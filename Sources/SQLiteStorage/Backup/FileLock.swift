import Foundation

/// A lock on some bytes of a file, held until the descriptor is closed.
///
/// It belongs to the open file (fcntl(2), open file description locks), while SQLite's belong to the process and are
/// dropped when that closes any descriptor of the file. Each kind respects the other.
struct FileLock {
    private let firstByte: Int
    private let byteCount: Int

    /// Whoever writes a file that is not in its place yet; a byte that SQLite does not lock.
    static let partialFile = FileLock(firstByte: 0, byteCount: 1)
    /// All that SQLite locks in a database: each connection that has read a database with a WAL holds one of these
    /// bytes for as long as it is open.
    ///
    /// Source: https://www.sqlite.org/fileformat2.html#the_lock_byte_page
    static let database = FileLock(firstByte: 0x4000_0000, byteCount: 512)

    /// F_OFD_SETLK of <fcntl.h>, which hides it without _GNU_SOURCE.
    private static let setLock: Int32 = 37

    /// - Returns: false at once when another has locked any of the bytes.
    func take(on descriptor: Int32) -> Bool {
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = firstByte
        lock.l_len = byteCount
        return fcntl(descriptor, Self.setLock, &lock) == 0
    }
}
