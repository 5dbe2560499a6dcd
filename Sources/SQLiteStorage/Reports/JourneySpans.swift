import GRDB
import Tracking

/// Where a campaign's journeys of a period lie in the order in which they began, within one read transaction: blocks
/// know between which times their clicks came, and what is in no block may be of any time.
struct JourneySpans {
    let campaign: CampaignID
    let database: Database

    /// To read as many journeys more takes no longer than to begin anew.
    private static let nearestGap: Int64 = 16

    /// Spans of ids, in order and apart, that hold each journey of the campaign whose first click came at `start` or
    /// later, and before `end` (nil: at any time), and others.
    func spans(from start: Timestamp?, to end: Timestamp?) throws -> [ClosedRange<Int64>] {
        let blocks = try BlockTable(campaign: campaign, database: database).headers(
            from: start?.milliseconds ?? .min, to: end?.milliseconds ?? .max)
        let unsealed = try CampaignSeal(of: campaign, in: database).lastJourney + 1
        var spans = blocks.map(\.journeys)
        spans += try lateJourneys().map { $0...$0 }
        spans.append(unsealed...Int64.max)
        return joined(spans)
    }

    /// Those that came after their id was sealed over.
    private func lateJourneys() throws -> [Int64] {
        let statement = try database.cachedStatement(
            sql: "SELECT journey_id FROM late_journey WHERE campaign_id = ?")
        return try Int64.fetchAll(statement, arguments: [campaign.number])
    }

    private func joined(_ spans: [ClosedRange<Int64>]) -> [ClosedRange<Int64>] {
        var joined: [ClosedRange<Int64>] = []
        for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, span.lowerBound - Self.nearestGap <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound...max(last.upperBound, span.upperBound)
            } else {
                joined.append(span)
            }
        }
        return joined
    }
}
