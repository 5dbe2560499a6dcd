import Foundation

/// Which file stands at a path, whatever else it is called.
struct FileIdentity: Equatable, Sendable {
    private let device: UInt64
    private let inode: UInt64

    /// nil when there is none, or the system does not say. Follows symbolic links, and opens nothing: closing a database
    /// again would drop the locks that SQLite holds on it (https://www.sqlite.org/howtocorrupt.html, 2.2).
    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }
}
