import Foundation
import Glibc
import Synchronization

/// A folder whose disk can fail, and lose what was not synced, for the processes that are started on it.
///
/// `faulty_disk.c`, loaded into them, refuses what it is told to and writes down what they do.
package final class FaultyDisk: Sendable {
    /// What befalls every operation from now on.
    package struct Faults: Sendable {
        /// The error of each write, such as `ENOSPC`; 0 for none.
        package var writeError: Int32 = 0
        /// The error of each sync. What it should have saved is lost, though a later sync may succeed.
        package var syncError: Int32 = 0
        /// How much longer a sync takes.
        package var syncMilliseconds = 0
        /// How far the time of day is ahead.
        package var clockSeconds = 0
        /// At which write to the database file itself the process is killed: in the middle of a checkpoint. 0: never.
        package var writesUntilCut = 0

        package init() {}

        /// `struct control` of the C source.
        fileprivate var numbers: [Int64] {
            [
                Int64(writeError), Int64(syncError), Int64(syncMilliseconds), Int64(clockSeconds),
                Int64(writesUntilCut),
            ]
        }
    }

    /// What was not certain to be on disk when the power was cut.
    package struct Loss: Sendable, CustomStringConvertible {
        /// Changes, by the name of the file.
        let pendingCounts: [String: Int]

        /// Whether the database file itself was being written.
        package var isWithinCheckpoint: Bool {
            pendingCounts.contains { !$0.key.hasSuffix("-wal") && $0.value > 0 }
        }

        package var description: String {
            let parts = pendingCounts.sorted { $0.key < $1.key }.map { "\($0.value) of \($0.key)" }
            return "writes not synced: " + parts.joined(separator: ", ")
        }
    }

    /// For the database.
    package let path: String
    private let home: TemporaryFolder
    /// How many processes have been started since the disk was last certain to hold all.
    private let logCount = Mutex<Int>(0)

    package init() throws {
        home = try TemporaryFolder()
        path = home.path("disk")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let source = "\(Repository.root)/Tests/TestSupport/Disk/faulty_disk.c"
        let outcome = try Command(
            "/usr/bin/cc",
            ["-std=gnu11", "-O2", "-Wall", "-shared", "-fPIC", "-o", home.path("faulty_disk.so"), source]
        ).run()
        guard outcome.status == 0 else { throw Unexpected("cc: \(outcome.errors)") }
        try set(Faults())
    }

    /// The same command, on this disk. What is in the folder at the first start counts as being on disk.
    package func mounted(_ command: Command) throws -> Command {
        try logCount.withLock { count in
            if count == 0 { try FileManager.default.copyItem(atPath: path, toPath: home.path("image")) }
            count += 1
            var command = command
            command.environment["LD_PRELOAD"] = home.path("faulty_disk.so")
            command.environment["FAULTY_DISK_FOLDER"] = path
            command.environment["FAULTY_DISK_CONTROL"] = home.path("control")
            command.environment["FAULTY_DISK_LOG"] = log(count)
            return command
        }
    }

    package func set(_ faults: Faults) throws {
        let numbers = faults.numbers
        let descriptor = open(home.path("control"), O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        let count = numbers.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        guard count == numbers.count * MemoryLayout<Int64>.size else {
            throw SystemError(call: "pwrite", number: errno)
        }
    }

    /// Takes from the folder what a power cut would have taken, after the last process on it was killed.
    @discardableResult
    package func cutPower(_ generator: inout some RandomNumberGenerator) throws -> Loss {
        try logCount.withLock { count in
            var image = try DiskImage(folder: home.path("image"))
            for number in 1...max(1, count) {
                try image.replay(try OperationLog(contentsOf: log(number)), &generator)
            }
            let loss = Loss(pendingCounts: image.cut(&generator))
            try image.write(to: path)
            for leftover in (1...max(1, count)).map(log) + [home.path("image")] {
                try FileManager.default.removeItem(atPath: leftover)
            }
            count = 0
            return loss
        }
    }

    private func log(_ number: Int) -> String { home.path("operations-\(number)") }
}
