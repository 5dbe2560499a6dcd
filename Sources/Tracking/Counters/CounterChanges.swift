/// What the steps of one transaction change in the counters, gathered so that each row is written once.
package struct CounterChanges: Sendable {
    package private(set) var quarterHours: [QuarterHour: CounterChange] = [:]
    package private(set) var payouts: [QuarterHourPayout: CounterChange] = [:]
    package private(set) var campaigns: [CampaignID: CounterChange] = [:]
    package private(set) var unattributed: [CampaignID: CounterChange] = [:]

    package init() {}

    /// What `quarterHours` comes to by days: few rows, made at the end and not with each step.
    package var days: [CampaignDay: CounterChange] {
        quarterHours.reduce(into: [:]) { days, change in
            days[CampaignDay(change.key), default: CounterChange(of: .campaignDay)].add(change.value)
        }
    }

    /// The same of `payouts`.
    package var dayPayouts: [CampaignDayPayout: CounterChange] {
        payouts.reduce(into: [:]) { days, change in
            let key = CampaignDayPayout(
                day: CampaignDay(change.key.quarterHour), currency: change.key.currency)
            days[key, default: CounterChange(of: .campaignDayPayout)].add(change.value)
        }
    }

    package mutating func add(_ step: JourneyStep) {
        if let before = step.before { count(before) { $0.subtract($1, in: $2) } }
        count(step.after) { $0.add($1, in: $2) }
        if case .firstClick(let click) = step.row, step.isUnattributedClick {
            unattributed[click.campaignID, default: CounterChange(of: .unattributed)].add(step.after)
        }
    }

    private mutating func count(
        _ journey: JourneyState, _ change: (inout CounterChange, JourneyState, Currency?) -> Void
    ) {
        guard let campaign = journey.campaignID, let quarterHour = QuarterHour(journey) else { return }
        change(&campaigns[campaign, default: CounterChange(of: .campaign)], journey, nil)
        change(&quarterHours[quarterHour, default: CounterChange(of: .quarterHour)], journey, nil)
        for currency in Set(journey.conversions.compactMap(\.payout?.currency)) {
            let key = QuarterHourPayout(quarterHour: quarterHour, currency: currency)
            change(&payouts[key, default: CounterChange(of: .quarterHourPayout)], journey, currency)
        }
    }
}
