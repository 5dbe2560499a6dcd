import Foundation
import Glibc

/// A file system of a few megabytes, in memory, that can be full.
package final class SmallDisk: Sendable {
    private let folder: TemporaryFolder

    /// Mounting needs root, and in a container a right that not every one has.
    package static let isPossible = geteuid() == 0 && (try? SmallDisk(megabytes: 1)) != nil

    package init(megabytes: Int) throws {
        folder = try TemporaryFolder()
        let outcome = try Command(
            "/bin/mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder.path]
        ).run()
        guard outcome.status == 0 else { throw Unexpected(outcome.errors) }
    }

    deinit {
        _ = try? Command("/bin/umount", ["--lazy", folder.path]).run()
    }

    package var path: String { folder.path }

    private var ballast: String { folder.path("ballast") }

    /// Takes all room that is left.
    package func fill() throws {
        _ = try Command("/bin/dd", ["if=/dev/zero", "of=\(ballast)", "bs=4096"]).run()
    }

    /// Changes how it is mounted: `ro` or `rw`.
    package func remount(_ option: String) throws {
        let outcome = try Command("/bin/mount", ["-o", "remount,\(option)", folder.path]).run()
        guard outcome.status == 0 else { throw Unexpected(outcome.errors) }
    }

    package func makeRoom() throws {
        try FileManager.default.removeItem(atPath: ballast)
    }
}
