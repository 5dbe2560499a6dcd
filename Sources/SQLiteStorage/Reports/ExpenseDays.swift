import GRDB
import Tracking

/// The writer's statements on the sums of a campaign's expenses by day.
struct ExpenseDays {
    private let campaign: CampaignID
    private let deletion: PreparedStatement
    private let insertion: PreparedStatement

    init(of campaign: CampaignID, in database: Database) throws {
        self.campaign = campaign
        deletion = try PreparedStatement(
            "DELETE FROM expense_day WHERE campaign_id = ? AND day = ?", in: database)
        insertion = try PreparedStatement(
            """
            INSERT INTO expense_day (campaign_id, day, currency, units, trillionths) VALUES (?, ?, ?, ?, ?)
            """, in: database)
    }

    /// A day has just these amounts from now on.
    func replace(_ day: DayExpenses, in currency: String) throws {
        deletion.bind(campaign.number, at: 1)
        deletion.bind(Int64(day.day.number), at: 2)
        try deletion.run()
        guard !day.distribution.isEmpty else { return }
        let (units, trillionths) = day.distribution.reduce(MoneySum.zero) { $0 + $1.amount.value }.parts
        insertion.bind(campaign.number, at: 1)
        insertion.bind(Int64(day.day.number), at: 2)
        insertion.bind(currency, at: 3)
        insertion.bind(units, at: 4)
        insertion.bind(trillionths, at: 5)
        try insertion.run()
    }
}
