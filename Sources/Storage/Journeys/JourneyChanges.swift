import Tracking

/// The columns in which a journey differs from its row.
///
/// Only these are written, since SQLite rewrites the entries of every index that a named column is in.
struct JourneyChanges {
    private var assignments: [String] = []
    private(set) var values: [SQLValue?] = []

    init(from known: JourneyRow, to journey: JourneyRow) {
        if journey.campaignID != known.campaignID {
            set("campaign_id = ?", journey.campaignID?.number)
        }
        if journey.clickedAt != known.clickedAt {
            set("clicked_at = ?", journey.clickedAt?.column)
        }
        if journey.hasParameters != known.hasParameters {
            set("has_parameters = ?", journey.hasParameters)
        }
        if journey.outcome != known.outcome {
            set("status = ?", journey.outcome?.statusColumn)
            set("payout = ?", journey.outcome?.payoutColumn)
            set("currency = ?", journey.outcome?.currencyColumn)
        }
        if journey.leadCount != known.leadCount {
            set("lead_count = ?", journey.leadCount)
        }
        if journey.postbackCount != known.postbackCount {
            set("postback_count = ?", journey.postbackCount)
        }
        if journey.repeatCount != known.repeatCount {
            set("repeat_count = ?", journey.repeatCount)
        }
        if journey.isLead != known.isLead {
            set("is_lead = ?", journey.isLead)
        }
        if journey.lastActivityAt != known.lastActivityAt {
            set("last_activity_at = ?", journey.lastActivityAt.column)
        }
    }

    /// The statement, which takes `values` and then the row's id; nil when nothing differs.
    var update: String? {
        assignments.isEmpty
            ? nil : "UPDATE journey SET \(assignments.joined(separator: ", ")) WHERE id = ?"
    }

    private mutating func set(_ assignment: String, _ value: SQLValue?) {
        assignments.append(assignment)
        values.append(value)
    }
}
