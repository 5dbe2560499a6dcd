/// The key of `Counter.quarterHour`: the journeys of a campaign whose first clicks fall into 15 minutes.
///
/// Every time zone's days are made of whole ones.
package struct QuarterHour: Hashable, Sendable {
    package let campaign: CampaignID
    /// Quarters of an hour since 1970.
    package let slot: Int64
    package let hasParameters: Bool

    package static let milliseconds: Int64 = 900_000
    package static let countInDay: Int64 = 96

    /// nil for a journey that counts for no campaign.
    package init?(_ journey: JourneyState) {
        guard let campaign = journey.campaignID, let clickedAt = journey.clickedAt else { return nil }
        self.campaign = campaign
        slot = Self.slot(of: clickedAt)
        hasParameters = journey.hasParameters
    }

    /// The slot that begins at a time or, within a slot, the next one.
    package static func firstSlot(from time: Timestamp) -> Int64 {
        -slot(of: Timestamp(milliseconds: -time.milliseconds))
    }

    private static func slot(of time: Timestamp) -> Int64 {
        let (slot, rest) = time.milliseconds.quotientAndRemainder(dividingBy: milliseconds)
        return rest < 0 ? slot - 1 : slot
    }
}

/// The key of `Counter.quarterHourPayout`.
package struct QuarterHourPayout: Hashable, Sendable {
    package let quarterHour: QuarterHour
    package let currency: Currency
}
