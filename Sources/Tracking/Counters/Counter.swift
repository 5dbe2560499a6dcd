/// A table of sums over journeys, kept current with each event.
///
/// The columns are listed once, here: what a journey adds to each of them, how a store reads, writes and checks them,
/// and how `db verify` recomputes them all follow from the list.
package struct Counter: Hashable, Sendable {
    package let table: String
    package let keys: [String]
    package let columns: [Column]

    package struct Column: Hashable, Sendable {
        package let name: String
        package let amount: Amount
        /// nil: of every journey, else only of those whose conversion has the status.
        package let status: LeadStatus?

        init(_ name: String, _ amount: Amount, of status: LeadStatus? = nil) {
            self.name = name
            self.amount = amount
            self.status = status
        }
    }

    /// What one journey adds.
    package enum Amount: Hashable, Sendable {
        /// 1, by the status that the journey shows.
        case journeys
        /// 1 for a journey with a lead or a postback.
        case leads
        case repeats
        /// Whole currency units of the payouts in the row's currency, and the 1/100,000 left over: one sum of both
        /// could overflow 64 bits.
        case payoutUnits, payoutFraction
        case earliestClick, latestClick, latestActivity
    }
}

extension Counter {
    /// The journeys of a campaign whose first clicks came in the same 15 minutes.
    package static let quarterHour = Counter(
        table: "quarter_hour", keys: ["campaign_id", "slot", "has_parameters"],
        columns: [Column("clicks", .journeys), Column("repeats", .repeats), Column("leads", .leads)]
            + LeadStatus.allCases.map { Column("\($0.rawValue)_leads", .journeys, of: $0) })

    /// The payouts of the same journeys, a row for each currency.
    package static let quarterHourPayout = Counter(
        table: "quarter_hour_payout", keys: quarterHour.keys + ["currency"],
        columns: LeadStatus.allCases.filter(\.isPaid).flatMap { status in
            [
                Column("\(status.rawValue)_units", .payoutUnits, of: status),
                Column("\(status.rawValue)_fraction", .payoutFraction, of: status),
            ]
        })

    /// The same by whole days in UTC: sums of `quarterHour`, so that a long period is read from few rows.
    package static let campaignDay = Counter(
        table: "campaign_day", keys: ["campaign_id", "day"], columns: quarterHour.columns)

    /// Their payouts, sums of `quarterHourPayout`.
    package static let campaignDayPayout = Counter(
        table: "campaign_day_payout", keys: campaignDay.keys + ["currency"],
        columns: quarterHourPayout.columns)

    package static let campaign = Counter(
        table: "campaign_counter", keys: ["campaign_id"],
        columns: [
            Column("clicks", .journeys), Column("leads", .leads),
            Column("last_activity_at", .latestActivity),
        ])

    /// First clicks that count for no campaign, by the number that they sent.
    package static let unattributed = Counter(
        table: "unattributed_counter", keys: ["sent_campaign_id"],
        columns: [
            Column("clicks", .journeys), Column("first_clicked_at", .earliestClick),
            Column("last_clicked_at", .latestClick),
        ])
}

extension Counter.Amount {
    /// How what journeys add is put together.
    package enum Merging: Hashable, Sendable { case sum, earliest, latest }

    package var merging: Merging {
        switch self {
        case .journeys, .leads, .repeats, .payoutUnits, .payoutFraction: .sum
        case .earliestClick: .earliest
        case .latestClick, .latestActivity: .latest
        }
    }
}

extension Counter.Column {
    /// What a journey adds; `currency` is that of the row, where rows have one.
    func value(of journey: JourneyState, in currency: Currency?) -> Int64 {
        switch amount {
        case .journeys: status == nil || status == journey.status ? 1 : 0
        case .leads: journey.isLead ? 1 : 0
        case .repeats: journey.repeatCount
        case .payoutUnits: payout(of: journey, in: currency) / Money.unit
        case .payoutFraction: payout(of: journey, in: currency) % Money.unit
        case .earliestClick, .latestClick: journey.clickedAt?.milliseconds ?? 0
        case .latestActivity: journey.lastActivityAt.milliseconds
        }
    }

    private func payout(of journey: JourneyState, in currency: Currency?) -> Int64 {
        journey.conversions.reduce(0) { sum, conversion in
            guard conversion.status == status, let payout = conversion.payout, payout.currency == currency
            else { return sum }
            return sum + payout.amount.hundredThousandths
        }
    }
}
