import Foundation

/// A time zone, which decides when the days of a report begin.
package struct ReportZone: Hashable, Sendable {
    /// The name as it was given.
    package let identifier: String
    private let zone: TimeZone

    package static let utc = ReportZone(identifier: "UTC", zone: .gmt)

    /// Takes a name of the IANA time zone database, in its own letter case, old names included.
    ///
    /// - Returns: nil for everything else, such as offsets and abbreviations.
    package init?(identifier: String) {
        guard identifier.contains("/") || Self.namesWithoutRegion.contains(identifier),
            identifier.utf8.allSatisfy(\.isASCIIGraphic),
            let zone = TimeZone(identifier: identifier)
        else { return nil }
        self.init(identifier: identifier, zone: zone)
    }

    private init(identifier: String, zone: TimeZone) {
        self.identifier = identifier
        self.zone = zone
    }

    /// The first moment at which a clock on the wall shows `day` or a later one.
    ///
    /// Where a clock is turned back over midnight, the day begins with its first midnight; where it is put
    /// forward over midnight, with the moment of that change; a day that a zone has left out is empty.
    package func start(of day: ReportDay) -> Timestamp { start(ofDay: day.number) }

    /// The first moment of the day after `day`.
    package func end(of day: ReportDay) -> Timestamp { start(ofDay: day.number + 1) }

    /// The first moment of each day of a period, and that of the day after it; a period without days has none.
    package func starts(of period: ReportPeriod) -> [Timestamp] {
        period.days.isEmpty ? [] : period.days.map(start) + [end(of: period.last)]
    }

    private func start(ofDay number: Int) -> Timestamp {
        Timestamp(milliseconds: startSeconds(Int64(number) * Self.secondsPerDay) * 1000)
    }

    /// The day that a clock on the wall shows; nil before 1970 and after 9999.
    package func day(of time: Timestamp) -> ReportDay? {
        let seconds = Int64((Double(time.milliseconds) / 1000).rounded(.down))
        let wall = seconds + offset(at: seconds)
        guard wall >= 0 else { return nil }
        return ReportDay(number: Int(wall / Self.secondsPerDay))
    }

    /// How many seconds after its midnight a clock on the wall shows.
    package func secondOfDay(of time: Timestamp) -> Int {
        let seconds = Int64((Double(time.milliseconds) / 1000).rounded(.down))
        let wall = (seconds + offset(at: seconds)) % Self.secondsPerDay
        return Int(wall < 0 ? wall + Self.secondsPerDay : wall)
    }

    // MARK: Arithmetic in seconds

    private static let secondsPerDay: Int64 = 86_400
    /// More than any zone has ever been away from UTC, to either side.
    private static let largestOffset: Int64 = 16 * 3600

    /// The first moment of a day whose midnight would be `midnight` in UTC.
    private func startSeconds(_ midnight: Int64) -> Int64 {
        var before = midnight - Self.largestOffset
        var after = midnight + Self.largestOffset
        let (offsetBefore, offsetAfter) = (offset(at: before), offset(at: after))
        guard offsetBefore != offsetAfter else { return midnight - offsetBefore }
        // One change of the clock lies between; no zone has had two within so short a time.
        while after - before > 1 {
            let middle = before + (after - before) / 2
            if offset(at: middle) == offsetBefore { before = middle } else { after = middle }
        }
        let change = after
        let start = midnight - offsetBefore
        return start < change ? start : max(change, midnight - offsetAfter)
    }

    private func offset(at seconds: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
    }

    /// The zones of the IANA database that stand outside of a region; `TimeZone` would take any abbreviation.
    private static let namesWithoutRegion: Set<String> = [
        "CET", "CST6CDT", "Cuba", "EET", "EST", "EST5EDT", "Egypt", "Eire", "GB", "GB-Eire", "GMT", "GMT+0",
        "GMT-0", "GMT0", "Greenwich", "HST", "Hongkong", "Iceland", "Iran", "Israel", "Jamaica", "Japan",
        "Kwajalein", "Libya", "MET", "MST", "MST7MDT", "NZ", "NZ-CHAT", "Navajo", "PRC", "PST8PDT", "Poland",
        "Portugal", "ROC", "ROK", "Singapore", "Turkey", "UCT", "UTC", "Universal", "W-SU", "WET", "Zulu",
    ]
}

extension UInt8 {
    fileprivate var isASCIIGraphic: Bool { (0x21...0x7E).contains(self) }
}
