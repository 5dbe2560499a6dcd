import Foundation
import Tracking

/// Days as Foundation counts them, which is not how reports find theirs.
extension Calendar {
    init(_ zone: ReportZone) throws {
        struct NoSuchZone: Error {}
        guard let zone = TimeZone(identifier: zone.identifier) else { throw NoSuchZone() }
        self.init(identifier: .gregorian)
        timeZone = zone
    }

    /// As in `2018-02-18`.
    func day(of time: Timestamp) -> String {
        let date = Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)
        let parts = dateComponents([.year, .month, .day], from: date)
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }
}
