import GRDB
import Tracking

/// A row of `journey`: what reports count.
struct JourneyRow {
    /// nil until it is inserted.
    private(set) var id: Int64?
    let clickID: ClickID
    /// nil while there is no click, and for ever after a click for an unknown campaign.
    var campaignID: CampaignID?
    /// nil while only leads or postbacks have come.
    var clickedAt: Timestamp?
    /// Whether the first click has any parameter.
    var hasParameters = false
    /// Of the latest postback by arrival.
    var outcome: Outcome?
    var leadCount: Int64 = 0
    var postbackCount: Int64 = 0
    var repeatCount: Int64 = 0
    let createdAt: Timestamp
    private(set) var lastActivityAt: Timestamp

    /// The journey of an event that comes first; the caller counts the event.
    init(clickID: ClickID, createdAt: Timestamp) {
        self.clickID = clickID
        self.createdAt = createdAt
        lastActivityAt = createdAt
    }

    /// Whether a lead or a postback has come.
    var isLead: Bool { leadCount + postbackCount > 0 }

    /// Notes the time of an event; workers hand events over slightly out of order.
    mutating func touch(_ time: Timestamp) {
        lastActivityAt = max(lastActivityAt, time)
    }
}

extension JourneyRow {
    static let columns = """
        campaign_id, clicked_at, status, payout, currency, lead_count, postback_count, repeat_count, \
        created_at, last_activity_at, has_parameters
        """

    /// A journey from a row of `id` and then `columns`.
    init(clickID: ClickID, row: Row) throws {
        id = row[0]
        self.clickID = clickID
        campaignID = (row[1] as Int64?).flatMap(CampaignID.init)
        clickedAt = (row[2] as Int64?).map(Timestamp.init(milliseconds:))
        outcome = try Outcome(status: row[3], payout: row[4], currency: row[5], of: "journey \(clickID)")
        leadCount = row[6]
        postbackCount = row[7]
        repeatCount = row[8]
        createdAt = Timestamp(milliseconds: row[9])
        lastActivityAt = Timestamp(milliseconds: row[10])
        hasParameters = row[11]
    }
}

extension Outcome {
    /// An outcome from its three columns, nil when they are NULL; `owner` names their row in an error.
    init?(
        status: String?, payout: Int64?, currency: String?, of owner: @autoclosure () -> String
    ) throws {
        guard let status else { return nil }
        guard let status = LeadStatus(rawValue: status) else {
            throw StoreError.unreadable("\(owner()), status")
        }
        guard let payout, let currency else {
            self.init(status: status, payout: nil)
            return
        }
        self.init(status: status, payout: try Payout(amount: payout, currency: currency, of: owner()))
    }
}
