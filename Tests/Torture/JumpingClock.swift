import TestSupport

/// A clock that is set an hour forward and back while events come in.
enum JumpingClock {
    static func run(_ generator: inout SeededGenerator) throws {
        let disk = try FaultyDisk()
        let site = try Site(databaseFolder: disk.path) { try disk.mounted($0) }
        let ordeal = Ordeal(site)
        var faults = FaultyDisk.Faults()
        for clockSeconds in [3_600, -3_600, 0, 3_600, 0, -3_600, 3_600] {
            try ordeal.waitForStored(300)
            faults.clockSeconds = clockSeconds
            try disk.set(faults)
            generator.pause(0...0.3)
        }
        try ordeal.waitForStored(300)
        let acknowledged = try ordeal.stop(allowing: [201])
        try site.expectExactly(acknowledged)
        try site.stopResponder()
        // Otherwise no clock has jumped.
        let span = try site.tracker.rows("SELECT max(created_at) - min(created_at) > 7000000 FROM journey")
        guard span == ["1"] else { throw Unexpected("the clock did not jump") }
    }
}
