import Foundation
import TestSupport

/// A database file that something has written into.
enum DamagedFile {
    private static let pageSize = 4_096
    /// The trees that the recorder needs for each event.
    private static let neededTrees = [
        "campaign", "journey", "index_level_1", "index_level_2", "journey_by_campaign",
        "journey_conversion", "lead", "lead_by_journey", "postback", "postback_by_journey",
        "quarter_hour", "quarter_hour_payout", "campaign_day", "campaign_day_payout", "campaign_counter",
    ]

    /// Damage of what it needs at once is found at the start: it says so, ends with 78, and repairs nothing.
    static func isRefused() throws {
        let site = try Site()
        let acknowledged = try site.expectRecovery()
        try site.stopResponder()
        let sound = try contents(of: site.tracker)
        let roots = try site.tracker.rows(
            "SELECT rootpage FROM sqlite_schema WHERE name IN ('\(neededTrees.joined(separator: "','"))')")
        let pages = roots.compactMap { Int($0) }.map { ($0 - 1) * pageSize..<$0 * pageSize }
        for range in [0..<100, 100..<pageSize] + pages {
            var damaged = sound
            damaged.replaceSubrange(range, with: garbage(range.count))
            try write(damaged, to: site.tracker)
            try expectRefusal(site, damagedAt: range)
        }
        try write(sound, to: site.tracker)
        try site.startResponder()
        try site.expectExactly(acknowledged)
    }

    private static func expectRefusal(_ site: Site, damagedAt range: Range<Int>) throws {
        try site.launchResponder()
        guard let process = site.process, try process.waitForExit() == 78 else {
            throw BrokenPromise("damage at \(range) was not refused")
        }
        try site.expectLogged(site.tracker.database, "damaged")
        guard try contents(of: site.tracker)[range] == garbage(range.count) else {
            throw BrokenPromise("the damage at \(range) was written over")
        }
    }

    /// Damage that comes while it runs fails the requests that need the page, and no others, until the page is back.
    static func isEndured() throws {
        let site = try Site()
        var acknowledged = try fill(site)
        let sound = try contents(of: site.tracker)
        let pages = try site.tracker.rows(
            """
            SELECT pageno FROM dbstat WHERE name = 'index_level_1' AND pagetype = 'leaf'
            ORDER BY pageno LIMIT 2
            """)
        let ranges = pages.compactMap { Int($0) }.map { ($0 - 1) * pageSize..<$0 * pageSize }
        try site.startResponder()
        try replace(ranges, in: site.tracker) { garbage($0.count) }
        let during = Ordeal(site)
        try during.waitForStored(2_000)
        acknowledged += try during.stop(allowing: [201, 500])
        try site.expectLogged("requests met damage", "damaged")
        try site.stopResponder()

        try replace(ranges, in: site.tracker) { sound[$0] }
        try site.startResponder()
        acknowledged += try site.expectRecovery()
        try site.expectExactly(acknowledged)
    }

    private static func fill(_ site: Site) throws -> [String] {
        let ordeal = Ordeal(site)
        try ordeal.waitForStored(20_000)
        let acknowledged = try ordeal.stop(allowing: [201])
        try site.stopResponder()
        return acknowledged
    }

    private static func replace(
        _ ranges: [Range<Int>], in tracker: Tracker, by content: (Range<Int>) -> Data
    ) throws {
        guard let file = FileHandle(forUpdatingAtPath: tracker.database) else {
            throw BrokenPromise("the database cannot be written")
        }
        for range in ranges {
            try file.seek(toOffset: UInt64(range.lowerBound))
            try file.write(contentsOf: content(range))
        }
        try file.close()
    }

    // MARK: The file

    private static func contents(of tracker: Tracker) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: tracker.database))
    }

    /// Everything is in it: its WAL was copied when the tracker stopped.
    private static func write(_ bytes: Data, to tracker: Tracker) throws {
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: tracker.database + suffix)
        }
        try bytes.write(to: URL(fileURLWithPath: tracker.database))
    }

    private static func garbage(_ count: Int) -> Data { Data(repeating: 0xA5, count: count) }
}
