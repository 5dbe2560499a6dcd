import GRDB
import Tracking

/// Writes events and keeps their journeys current, within one transaction of the writer.
///
/// The rules of the journey are here: the first click decides, repeats count nothing, the latest
/// postback by arrival gives the outcome.
struct EventLedger {
    private let database: Database
    private let campaigns: CampaignCache
    private let counters = Counters()
    private let journeys: JourneyTable
    private let events: EventTables

    init(_ database: Database, campaigns: CampaignCache, index: JourneyIndex) throws {
        self.database = database
        self.campaigns = campaigns
        journeys = try JourneyTable(database, counters: counters, index: index)
        events = try EventTables(database)
    }

    func record(_ event: Event, at time: Timestamp) throws {
        switch event {
        case .click(let click): try record(click, at: time)
        case .lead(let lead): try record(lead, at: time)
        case .postback(let postback): try record(postback, at: time)
        }
    }

    /// Brings the counters up to date; once, when all events of the transaction are recorded.
    func finish() throws {
        try counters.save(to: database)
    }

    private func record(_ click: Click, at time: Timestamp) throws {
        // Nearly every click is the first of its journey, so insert before looking.
        let campaign = try campaigns.campaign(click.campaignID, in: database)
        var journey = JourneyRow(clickID: click.clickID, createdAt: time)
        journey.attach(click, of: campaign, at: time)
        if let id = try journeys.insert(journey) {
            return try insertFirst(click, of: campaign, journey: id, at: time)
        }
        guard let known = try journeys.find(click.clickID) else {
            throw StoreError.unreadable("journey \(click.clickID), in its index but not found")
        }
        try record(click, from: campaign, on: known, at: time)
    }

    /// Attaches the first click to a journey that began without one; notes a repeat otherwise.
    private func record(
        _ click: Click, from campaign: Campaign?, on known: JourneyRow, at time: Timestamp
    ) throws {
        var journey = known
        journey.touch(time)
        guard known.clickedAt == nil else {
            journey.repeatCount += 1
            let id = try journeys.save(journey, replacing: known)
            try events.insertRepeat(click, journey: id, at: time)
            return
        }
        journey.attach(click, of: campaign, at: time)
        if let campaign, let id = known.id {
            journey.outcome = try events.mapPostbacks(journey: id, with: campaign)
        }
        let id = try journeys.save(journey, replacing: known)
        try insertFirst(click, of: campaign, journey: id, at: time)
    }

    private func insertFirst(
        _ click: Click, of campaign: Campaign?, journey: Int64, at time: Timestamp
    ) throws {
        try events.insert(click, journey: journey, at: time)
        guard campaign == nil else { return }
        try events.insertUnattributed(click, journey: journey, at: time)
        counters.noteUnattributed(click.campaignID, at: time)
    }

    private func record(_ lead: Lead, at time: Timestamp) throws {
        let known = try journeys.find(lead.clickID)
        var journey = known ?? JourneyRow(clickID: lead.clickID, createdAt: time)
        journey.touch(time)
        journey.leadCount += 1
        let id = try journeys.save(journey, replacing: known)
        try events.insert(lead, journey: id, at: time)
    }

    private func record(_ postback: Postback, at time: Timestamp) throws {
        let known = try journeys.find(postback.clickID)
        var journey = known ?? JourneyRow(clickID: postback.clickID, createdAt: time)
        journey.touch(time)
        journey.postbackCount += 1
        if let id = journey.campaignID, let campaign = try campaigns.campaign(id, in: database) {
            journey.outcome = campaign.outcome(of: postback.parameters)
        }
        let id = try journeys.save(journey, replacing: known)
        try events.insert(postback, outcome: journey.outcome, journey: id, at: time)
    }
}

extension JourneyRow {
    /// Takes over what the first click decides; `campaign` is nil when none has the number it sent.
    fileprivate mutating func attach(_ click: Click, of campaign: Campaign?, at time: Timestamp) {
        clickedAt = time
        campaignID = campaign?.id
        hasParameters = !click.parameters.isEmpty
    }
}
