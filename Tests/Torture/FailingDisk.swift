import Foundation
import Glibc
import TestSupport

/// A disk that refuses writes or syncs for a while, and at last loses power.
struct FailingDisk {
    private let faults: FaultyDisk.Faults
    private let disk: FaultyDisk
    private let site: Site

    init(writeError: Int32 = 0, syncError: Int32 = 0) throws {
        var faults = FaultyDisk.Faults()
        faults.writeError = writeError
        faults.syncError = syncError
        self.faults = faults
        let disk = try FaultyDisk()
        self.disk = disk
        site = try Site(databaseFolder: disk.path) { try disk.mounted($0) }
    }

    /// So many outages, a kill in another one, and a power cut.
    func endure(_ outageCount: Int, _ generator: inout SeededGenerator) throws {
        var acknowledged = try loadThrough(outageCount, &generator)
        try site.expectExactly(acknowledged)
        try site.expectLogged("events refused", "events stored again")

        acknowledged += try dieInOutage()
        try site.startResponder()
        acknowledged += try site.expectRecovery()

        // What a failed sync should have saved is gone now, whatever a later sync said.
        try site.killResponder()
        try disk.cutPower(&generator)
        try site.startResponder()
        try Ledger.check(acknowledged, in: site.tracker)
    }

    private func loadThrough(_ outageCount: Int, _ generator: inout SeededGenerator) throws -> [String] {
        let ordeal = Ordeal(site)
        for _ in 0..<outageCount {
            // Now and then long enough for a checkpoint to fall into the outage.
            try ordeal.waitForStored(Int.random(in: 100...6_000, using: &generator))
            try disk.set(faults)
            try ordeal.waitForRefused()
            generator.pause(0...0.5)
            try disk.set(FaultyDisk.Faults())
        }
        try ordeal.waitForStored()
        return try ordeal.stop(allowing: [201, 503])
    }

    /// Killed while nothing can be stored: the next process finds in memory what is not on the disk.
    private func dieInOutage() throws -> [String] {
        let ordeal = Ordeal(site)
        try ordeal.waitForStored(1_000)
        try disk.set(faults)
        try ordeal.waitForRefused()
        try site.killResponder()
        let acknowledged = ordeal.stop()
        try disk.set(FaultyDisk.Faults())
        return acknowledged
    }
}
