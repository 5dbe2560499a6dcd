import Foundation
import TestSupport

/// Another process that holds the write lock.
struct HeldLock {
    let seconds: Int
    /// Whether that is longer than an event waits.
    let refuses: Bool

    func run() throws {
        let site = try Site()
        let ordeal = Ordeal(site)
        try ordeal.waitForStored()
        let holder = try holdLock(of: site)
        if refuses { try ordeal.waitForRefused() }
        try holder.waitForExit()
        try ordeal.waitForStored()
        let acknowledged = try ordeal.stop(allowing: refuses ? [201, 503] : [201])
        try site.expectExactly(acknowledged)
        if refuses { try site.expectLogged("events refused", "is locked by another process", "stored again") }
    }

    /// - Returns: when the lock is held, the process that does.
    private func holdLock(of site: Site) throws -> ChildProcess {
        let mark = site.folder.path("locked")
        let holder = try ChildProcess(
            Command(
                "/usr/bin/sqlite3",
                [
                    "-cmd", ".timeout 10000", "-cmd", "BEGIN IMMEDIATE",
                    "-cmd", ".system touch '\(mark)' && sleep \(seconds)", site.tracker.database, "COMMIT",
                ]),
            output: site.folder.path("holder.log"))
        try waitUntil("the lock is held") {
            guard holder.isRunning else { throw Unexpected("sqlite3: \(holder.logText)") }
            return FileManager.default.fileExists(atPath: mark)
        }
        return holder
    }
}
