import GRDB
import Tracking

/// What one transaction changes in the counters, gathered so that each row of them is written once.
///
/// A class, since the tables that note changes share it. Not Sendable: for one transaction on the writer.
final class Counters {
    private var quarterHours: [QuarterHour: QuarterHourFigures] = [:]
    private var campaigns: [Int64: CampaignChange] = [:]
    private var unattributed: [Int64: UnattributedChange] = [:]

    struct CampaignChange {
        var clicks: Int64 = 0
        var leads: Int64 = 0
        var lastActivityAt: Timestamp
    }

    struct UnattributedChange {
        var clicks: Int64 = 0
        var firstClickedAt: Timestamp
        var lastClickedAt: Timestamp
    }

    /// Counts a journey as an event has left it; `known` is how it was before, nil when it is new.
    func note(_ journey: JourneyRow, replacing known: JourneyRow?) {
        if let known { count(known, sign: -1) }
        count(journey, sign: 1)
    }

    private func count(_ journey: JourneyRow, sign: Int64) {
        guard let quarterHour = QuarterHour(journey) else { return }
        quarterHours[quarterHour, default: QuarterHourFigures()].count(journey, sign: sign)
        let unchanged = CampaignChange(lastActivityAt: journey.lastActivityAt)
        campaigns[quarterHour.campaign, default: unchanged].count(journey, sign: sign)
    }

    /// Counts a first click that counts for no campaign.
    func noteUnattributed(_ sent: CampaignID, at time: Timestamp) {
        let unchanged = UnattributedChange(firstClickedAt: time, lastClickedAt: time)
        unattributed[sent.number, default: unchanged].count(time)
    }

    /// Writes what was gathered; once, at the end of the transaction.
    func save(to database: Database) throws {
        let table = try CounterTables(database)
        for (quarterHour, change) in quarterHours where change != QuarterHourFigures() {
            try table.add(change, to: quarterHour)
        }
        for (campaign, change) in campaigns {
            try table.add(change, toCampaign: campaign)
        }
        for (sent, change) in unattributed {
            try table.add(change, toUnattributed: sent)
        }
    }
}

extension Counters.CampaignChange {
    fileprivate mutating func count(_ journey: JourneyRow, sign: Int64) {
        clicks += sign
        if journey.isLead { leads += sign }
        lastActivityAt = max(lastActivityAt, journey.lastActivityAt)
    }
}

extension Counters.UnattributedChange {
    fileprivate mutating func count(_ time: Timestamp) {
        clicks += 1
        firstClickedAt = min(firstClickedAt, time)
        lastClickedAt = max(lastClickedAt, time)
    }
}
