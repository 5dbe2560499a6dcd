import TestSupport
import Tracking

/// Some weeks of three campaigns: the same for the same plan.
package struct DemoTraffic: Sendable {
    package let campaigns: [DemoCampaign]
    /// The first moment of its first day.
    package let start: Timestamp
    /// In the order in which they came.
    package let events: [DemoEvent]
    /// What the clicks have cost, by source.
    package let expenses: [CampaignID: [DayExpenses]]

    /// What is wanted.
    package struct Plan: Sendable {
        package var seed: UInt64 = 1
        package var journeyCount = 200_000
        /// Up to the day of the end, in UTC.
        package var dayCount = 60
        /// Nothing comes later.
        package var end: Timestamp

        package init(end: Timestamp) {
            self.end = end
        }
    }

    private static let day: Int64 = 86_400_000

    package init(_ plan: Plan) throws {
        campaigns = try DemoCampaign.all()
        let start = ((plan.end.milliseconds - 1) / Self.day - Int64(plan.dayCount) + 1) * Self.day
        self.start = Timestamp(milliseconds: start)
        let times = VisitTimes(start: start, end: plan.end.milliseconds)
        let unknownID = try DemoCampaign.unknownID()

        var random = SeededGenerator(seed: plan.seed)
        var events: [DemoEvent] = []
        var bill = DemoBill(seed: plan.seed)
        for _ in 0..<plan.journeyCount {
            let campaign = campaigns.pick(by: \.share, &random)
            let isLost = campaign.id == campaigns[0].id && random.chance(1)
            let journey = DemoJourney(
                in: campaign, sentID: isLost ? unknownID : campaign.id, at: times.next(&random), &random)
            events += journey.events(&random)
            bill.add(journey)
        }
        self.events =
            events.enumerated().filter { $0.element.time < plan.end }
            .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
        expenses = bill.expenses()
    }
}
