import Testing
import Tracking

struct QuarterHourTests {
    @Test(
        arguments: [
            (0, 0), (899_999, 0), (900_000, 1), (1_800_000, 2), (-1, -1), (-900_000, -1), (-900_001, -2),
        ] as [(Int64, Int64)])
    func slotBeginsAtAWholeQuarterOfAnHour(milliseconds: Int64, slot: Int64) {
        #expect(QuarterHour(journey(clickedAt: milliseconds, campaign: 42))?.slot == slot)
    }

    @Test(
        arguments: [
            (0, 0), (1, 1), (900_000, 1), (900_001, 2), (-1, 0), (-900_000, -1), (-899_999, 0),
        ] as [(Int64, Int64)])
    func firstSlotFromATimeBeginsThenOrAfter(milliseconds: Int64, slot: Int64) {
        #expect(QuarterHour.firstSlot(from: Timestamp(milliseconds: milliseconds)) == slot)
    }

    @Test func journeyThatCountsForNoCampaignHasNone() {
        #expect(QuarterHour(journey(clickedAt: 5, campaign: nil)) == nil)
        #expect(QuarterHour(journey(clickedAt: nil, campaign: nil)) == nil)
    }

    @Test func clicksWithAndWithoutParametersAreApart() {
        var journey = journey(clickedAt: 5, campaign: 42)
        let without = QuarterHour(journey)
        journey.hasParameters = true
        #expect(without?.hasParameters == false)
        #expect(QuarterHour(journey)?.hasParameters == true)
        #expect(QuarterHour(journey) != without)
    }

    private func journey(clickedAt: Int64?, campaign: Int64?) -> JourneyState {
        var journey = JourneyState(clickID: .sample, createdAt: Timestamp(milliseconds: 0))
        journey.clickedAt = clickedAt.map(Timestamp.init(milliseconds:))
        journey.campaignID = campaign.flatMap(CampaignID.init)
        return journey
    }
}
