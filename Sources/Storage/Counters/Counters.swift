import GRDB
import Tracking

/// What one transaction changes in the counters, gathered so that each row of them is written once.
///
/// A class, since the tables that note changes share it. Not Sendable: for one transaction on the writer.
final class Counters {
    private var quarterHours: [QuarterHour: QuarterHourChange] = [:]
    private var unattributed: [Int64: UnattributedChange] = [:]

    /// Counts a journey as an event has left it; `known` is how it was before, nil when it is new.
    func note(_ journey: JourneyRow, replacing known: JourneyRow?) {
        if let known { count(known, sign: -1) }
        count(journey, sign: 1)
    }

    private func count(_ journey: JourneyRow, sign: Int64) {
        guard let quarterHour = QuarterHour(journey) else { return }
        quarterHours[quarterHour, default: QuarterHourChange()].count(journey, sign: sign)
    }

    /// Counts a first click that counts for no campaign.
    func noteUnattributed(_ sent: CampaignID, at time: Timestamp) {
        let unchanged = UnattributedChange(firstClickedAt: time, lastClickedAt: time)
        unattributed[sent.number, default: unchanged].count(time)
    }

    /// Writes what was gathered; once, at the end of the transaction.
    func save(to database: Database) throws {
        let table = CounterTables(database)
        var campaigns: [Int64: CampaignChange] = [:]
        for (quarterHour, change) in quarterHours {
            if change.figures != QuarterHourFigures() { try table.add(change.figures, to: quarterHour) }
            campaigns[quarterHour.campaign, default: CampaignChange()].add(change)
        }
        for (campaign, change) in campaigns {
            try table.add(change, toCampaign: campaign)
        }
        for (sent, change) in unattributed {
            try table.add(change, toUnattributed: sent)
        }
    }
}

/// A change of the journeys of a quarter of an hour, and what their campaign needs to know of it.
private struct QuarterHourChange {
    var figures = QuarterHourFigures()
    var leads: Int64 = 0
    var lastActivityAt = Timestamp(milliseconds: .min)

    mutating func count(_ journey: JourneyRow, sign: Int64) {
        figures.count(journey, sign: sign)
        if journey.isLead { leads += sign }
        lastActivityAt = max(lastActivityAt, journey.lastActivityAt)
    }
}

/// A change of a row of `campaign_counter`.
struct CampaignChange {
    private(set) var clicks: Int64 = 0
    private(set) var leads: Int64 = 0
    private(set) var lastActivityAt = Timestamp(milliseconds: .min)

    fileprivate mutating func add(_ change: QuarterHourChange) {
        clicks += change.figures.clicks
        leads += change.leads
        lastActivityAt = max(lastActivityAt, change.lastActivityAt)
    }
}

/// A change of a row of `unattributed_counter`.
struct UnattributedChange {
    private(set) var clicks: Int64 = 0
    private(set) var firstClickedAt: Timestamp
    private(set) var lastClickedAt: Timestamp

    fileprivate init(firstClickedAt: Timestamp, lastClickedAt: Timestamp) {
        self.firstClickedAt = firstClickedAt
        self.lastClickedAt = lastClickedAt
    }

    fileprivate mutating func count(_ time: Timestamp) {
        clicks += 1
        firstClickedAt = min(firstClickedAt, time)
        lastClickedAt = max(lastClickedAt, time)
    }
}
