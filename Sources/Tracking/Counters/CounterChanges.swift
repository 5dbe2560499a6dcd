/// What the steps of one transaction change in the counters, gathered so that each row is written once.
package struct CounterChanges: Sendable {
    package private(set) var quarterHours: [QuarterHour: CounterChange] = [:]
    package private(set) var payouts: [QuarterHourPayout: CounterChange] = [:]
    package private(set) var campaigns: [CampaignID: CounterChange] = [:]
    package private(set) var unattributed: [CampaignID: CounterChange] = [:]

    package init() {}

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
