import Foundation
import Storage

/// Keeps other upgrades out of a folder for as long as it lives: a backup that another one makes meanwhile would be of tables
/// that have changed, or take the same name.
///
/// The folder is locked (flock(2)), since closing a descriptor of the database would drop the locks that SQLite holds on it in
/// this process. A folder that cannot be locked is not.
final class UpgradeLock {
    private let descriptor: Int32

    /// Between two tries.
    private static let pauseSeconds = 0.05

    /// - Throws: `unavailable` when another upgrade is under way for longer.
    init(ofDatabaseAt path: String, until end: ContinuousClock.Instant) throws(StoreError) {
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let folder = (file as NSString).deletingLastPathComponent
        descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            guard ContinuousClock.now < end else { throw .unavailable(.busy, database: path) }
            Thread.sleep(forTimeInterval: Self.pauseSeconds)
        }
    }

    deinit {
        if descriptor >= 0 { Glibc.close(descriptor) }
    }
}
