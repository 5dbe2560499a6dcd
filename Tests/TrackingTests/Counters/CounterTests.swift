import Testing

@testable import Tracking

/// The list of counters, and what a journey adds to each.
struct CounterTests {
    private let usd: Currency
    private let eur: Currency

    init() throws {
        usd = try #require(Currency("usd"))
        eur = try #require(Currency("eur"))
    }

    @Test(
        arguments: [
            (
                .quarterHour, ["campaign_id", "slot", "has_parameters"],
                ["clicks", "repeats", "leads", "accept_leads", "expect_leads", "reject_leads", "trash_leads"]
            ),
            (
                .campaignDay, ["campaign_id", "day"],
                ["clicks", "repeats", "leads", "accept_leads", "expect_leads", "reject_leads", "trash_leads"]
            ),
            (
                .campaignDayPayout, ["campaign_id", "day", "currency"],
                ["accept_units", "accept_fraction", "expect_units", "expect_fraction"]
            ),
            (
                .quarterHourPayout, ["campaign_id", "slot", "has_parameters", "currency"],
                ["accept_units", "accept_fraction", "expect_units", "expect_fraction"]
            ),
            (.campaign, ["campaign_id"], ["clicks", "leads", "last_activity_at"]),
            (.unattributed, ["sent_campaign_id"], ["clicks", "first_clicked_at", "last_clicked_at"]),
        ] as [(Counter, [String], [String])])
    func columnsAreThese(counter: Counter, keys: [String], columns: [String]) {
        #expect(counter.keys == keys)
        #expect(counter.columns.map(\.name) == columns)
    }

    @Test func tablesDiffer() {
        let counters = [
            Counter.quarterHour, .quarterHourPayout, .campaignDay, .campaignDayPayout, .campaign,
            .unattributed,
        ]
        #expect(Set(counters.map(\.table)).count == counters.count)
    }

    @Test(
        arguments: [
            (.journeys, .sum), (.leads, .sum), (.repeats, .sum), (.payoutUnits, .sum),
            (.payoutFraction, .sum), (.earliestClick, .earliest), (.latestClick, .latest),
            (.latestActivity, .latest),
        ] as [(Counter.Amount, Counter.Amount.Merging)])
    func amountsAreMerged(amount: Counter.Amount, merging: Counter.Amount.Merging) {
        #expect(amount.merging == merging)
    }

    @Test(
        arguments: [
            (nil, [1, 3, 0, 0, 0, 0, 0]), (.accept, [1, 3, 1, 1, 0, 0, 0]), (.expect, [1, 3, 1, 0, 1, 0, 0]),
            (.reject, [1, 3, 1, 0, 0, 1, 0]), (.trash, [1, 3, 1, 0, 0, 0, 1]),
        ] as [(LeadStatus?, [Int64])])
    func journeyCountsInItsStatus(status: LeadStatus?, values: [Int64]) {
        var change = CounterChange(of: .quarterHour)
        change.add(journey(status))
        #expect(change.values == values)
    }

    /// Units and what is left over, of the row's currency only.
    @Test(
        arguments: [
            (.accept, 1_050_001, [10, 50_001, 0, 0]), (.expect, 99_999, [0, 0, 0, 99_999]),
            (.accept, .max, [92_233_720_368_547, 75_807, 0, 0]),
        ] as [(LeadStatus, Int64, [Int64])])
    func payoutIsSplit(status: LeadStatus, amount: Int64, values: [Int64]) {
        var change = CounterChange(of: .quarterHourPayout)
        change.add(journey(status, amount), in: usd)
        #expect(change.values == values)
        var other = CounterChange(of: .quarterHourPayout)
        other.add(journey(status, amount), in: eur)
        #expect(other.isNothing)
    }

    @Test(arguments: [(0, 0, 0), (2, 0, 1), (0, 3, 1), (1, 1, 1)] as [(Int64, Int64, Int64)])
    func leadIsCountedOnce(leads: Int64, postbacks: Int64, expected: Int64) {
        var journey = journey(nil)
        (journey.leadCount, journey.postbackCount) = (leads, postbacks)
        var change = CounterChange(of: .campaign)
        change.add(journey)
        #expect(change.values == [1, expected, 90_000])
    }

    @Test func earliestAndLatestAreKept() {
        var change = CounterChange(of: .unattributed)
        for clickedAt in [Int64(50), 20, 90, 40] {
            var journey = journey(nil)
            journey.clickedAt = Timestamp(milliseconds: clickedAt)
            change.add(journey)
        }
        #expect(change.values == [4, 20, 90])
    }

    @Test func quartersOfAnHourAddUpToTheirDays() throws {
        var changes = CounterChanges()
        let campaign = try Campaign.sample()
        for (slot, json) in [(0, "{}"), (95, #"{"a":1}"#), (96, "{}"), (-1, "{}")] as [(Int64, String)] {
            let time = Timestamp(milliseconds: slot * QuarterHour.milliseconds)
            let click = JourneyStep(try .clicked(json), at: time, on: nil, of: campaign)
            changes.add(click)
            changes.add(JourneyStep(.reported("approved"), at: time, on: click.after, of: campaign))
        }
        let days = changes.days.map { ($0.day, $1.values) }.sorted { $0.0 < $1.0 }
        #expect(days.map(\.0) == [-1, 0, 1])
        #expect(days.map(\.1) == [1, 2, 1].map { [$0, 0, $0, $0, 0, 0, 0] })
        let payouts = changes.dayPayouts.map { ($0.day.day, $1.values) }.sorted { $0.0 < $1.0 }
        #expect(payouts.map(\.0) == [-1, 0, 1])
        #expect(payouts.map(\.1) == [10, 20, 10].map { [$0, 0, 0, 0] })
    }

    @Test func newChangeIsNothing() {
        for counter in [Counter.quarterHour, .quarterHourPayout, .campaign, .unattributed] {
            #expect(CounterChange(of: counter).isNothing)
        }
    }

    @Test(arguments: [nil] + LeadStatus.allCases)
    func whatIsAddedAndTakenBackIsNothing(status: LeadStatus?) {
        let journey = journey(status, 12_345_678)
        for counter in [Counter.quarterHour, .quarterHourPayout] {
            var change = CounterChange(of: counter)
            change.subtract(journey, in: usd)
            #expect(change.isNothing == (counter == .quarterHourPayout && status?.isPaid != true))
            change.add(journey, in: usd)
            #expect(change.isNothing)
        }
    }

    @Test func takingBackLeavesTheLatest() {
        var change = CounterChange(of: .campaign)
        change.add(journey(.accept))
        change.subtract(journey(.accept))
        #expect(change.values == [0, 0, 90_000])
    }

    /// Clicked once and thrice again; with a payout in dollars when the status is paid.
    private func journey(_ status: LeadStatus?, _ hundredThousandths: Int64 = 1) -> JourneyState {
        var journey = JourneyState(clickID: .sample, createdAt: Timestamp(milliseconds: 10_000))
        journey.clickedAt = Timestamp(milliseconds: 20_000)
        journey.campaignID = CampaignID(42)
        journey.repeatCount = 3
        journey.lastActivityAt = Timestamp(milliseconds: 90_000)
        guard let status else { return journey }
        let payout = Payout(amount: Money(hundredThousandths: hundredThousandths), currency: usd)
        journey.postbackCount = 1
        journey.conversions = [
            Conversion(
                status: status, payout: status.isPaid ? payout : nil,
                reportedAt: Timestamp(milliseconds: 30_000))
        ]
        return journey
    }
}
