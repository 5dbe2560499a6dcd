import Foundation
import TestSupport

/// What may happen while the tracker is stopped.
enum StoppedTracker {
    /// Everything is in the one file: what stands beside it may be removed, or left behind when it is moved.
    static func losesItsWAL() throws {
        let site = try Site()
        let ordeal = Ordeal(site)
        try ordeal.waitForStored(2_000)
        var acknowledged = try ordeal.stop(allowing: [201])
        try site.stopResponder()
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: site.tracker.database + suffix)
        }
        try site.startResponder()
        try site.expectExactly(acknowledged)
        acknowledged += try site.expectRecovery()
        try site.expectExactly(acknowledged)
    }

    /// After an error of the disk a system mounts it read-only; needs the right to mount.
    static func startsOnReadOnlyDisk() throws {
        guard SmallDisk.isPossible else { return Progress.say("skipped: needs the right to mount a tmpfs") }
        let disk = try SmallDisk(megabytes: 64)
        let site = try Site(databaseFolder: disk.path)
        var acknowledged = try site.expectRecovery()
        try site.stopResponder()

        try disk.remount("ro")
        try site.launchResponder()
        let client = site.client()
        try waitUntil("it says what it waits for") {
            guard site.process?.isRunning == true else { throw BrokenPromise("an end on a read-only disk") }
            return try client.get("/api/v2/health").body.contains("cannot be opened")
        }
        try site.expectLogged(site.tracker.database, "cannot be opened")

        try disk.remount("rw")
        try waitUntil("it serves") { try client.send("OPTIONS", "/api/v2/track/click").status == 204 }
        acknowledged += try site.expectRecovery()
        try site.expectExactly(acknowledged)
    }
}
