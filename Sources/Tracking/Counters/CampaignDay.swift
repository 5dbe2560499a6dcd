/// The key of `Counter.campaignDay`: the journeys of a campaign whose first clicks fall into one day in UTC.
package struct CampaignDay: Hashable, Sendable {
    package let campaign: CampaignID
    /// Days since 1970-01-01.
    package let day: Int64

    package static let milliseconds = QuarterHour.milliseconds * QuarterHour.countInDay

    /// The day that a quarter of an hour is in.
    package init(_ quarterHour: QuarterHour) {
        campaign = quarterHour.campaign
        let (day, rest) = quarterHour.slot.quotientAndRemainder(dividingBy: QuarterHour.countInDay)
        self.day = rest < 0 ? day - 1 : day
    }
}

/// The key of `Counter.campaignDayPayout`.
package struct CampaignDayPayout: Hashable, Sendable {
    package let day: CampaignDay
    package let currency: Currency
}
