import Foundation

/// Which file it is, whatever its names are.
struct Inode: Hashable {
    private let device: UInt64
    private let number: UInt64

    /// nil when there is no such file, or it cannot be looked at. Follows symbolic links, and opens nothing: closing a
    /// database again would drop the locks that SQLite holds on it (https://www.sqlite.org/howtocorrupt.html, 2.2).
    init?(path: String) {
        var info = stat()
        guard stat(path, &info) == 0 else { return nil }
        self.init(info)
    }

    init?(descriptor: Int32) {
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { return nil }
        self.init(info)
    }

    private init(_ info: stat) {
        device = UInt64(info.st_dev)
        number = UInt64(info.st_ino)
    }
}
