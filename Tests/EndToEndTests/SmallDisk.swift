import Foundation
import Glibc
import TestSupport

/// A file system of a few megabytes, in memory, that can be full.
final class SmallDisk: Sendable {
    private let folder: TemporaryFolder

    /// Mounting needs root, and in a container a right that not every one has.
    static let isPossible = geteuid() == 0 && (try? SmallDisk(megabytes: 1)) != nil

    init(megabytes: Int) throws {
        folder = try TemporaryFolder()
        let outcome = try Command(
            "/bin/mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder.path]
        ).run()
        guard outcome.status == 0 else { throw Unexpected(outcome.errors) }
    }

    deinit {
        _ = try? Command("/bin/umount", ["--lazy", folder.path]).run()
    }

    var path: String { folder.path }

    private var ballast: String { folder.path("ballast") }

    /// Takes all room that is left.
    func fill() throws {
        _ = try Command("/bin/dd", ["if=/dev/zero", "of=\(ballast)", "bs=4096"]).run()
    }

    func makeRoom() throws {
        try FileManager.default.removeItem(atPath: ballast)
    }
}
