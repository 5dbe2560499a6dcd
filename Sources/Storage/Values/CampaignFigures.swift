import Tracking

/// What a campaign has brought in a period, beside what it has brought so far.
package struct CampaignFigures: Hashable, Sendable {
    package let campaign: CampaignReference
    /// The campaign's of now; payouts and expenses may have others, too.
    package let currency: Currency
    package let summary: CampaignSummary
    /// As in its statistics: the total of the same period and time zone.
    package let figures: Figures
    /// Journeys counted in `figures` that have a lead or a postback.
    package let leads: Int64
    /// Each day of the query's trend, in order.
    package let trend: [Day]

    package struct Day: Hashable, Sendable {
        package var clicks: Int64
        package var accepted: Int64

        package init(clicks: Int64 = 0, accepted: Int64 = 0) {
            self.clicks = clicks
            self.accepted = accepted
        }
    }

    package init(
        campaign: CampaignReference, currency: Currency, summary: CampaignSummary, figures: Figures,
        leads: Int64, trend: [Day]
    ) {
        self.campaign = campaign
        self.currency = currency
        self.summary = summary
        self.figures = figures
        self.leads = leads
        self.trend = trend
    }
}
