import Tracking

/// A row's key in `quarter_hour`: the journeys of a campaign whose first clicks fall into 15 minutes.
struct QuarterHour: Hashable {
    let campaign: Int64
    let slot: Int64
    let hasParameters: Bool

    static let milliseconds: Int64 = 900_000

    /// The slot that begins at a time or, within a slot, the next one.
    static func firstSlot(from time: Timestamp) -> Int64 {
        -slot(of: Timestamp(milliseconds: -time.milliseconds))
    }

    static func slot(of time: Timestamp) -> Int64 {
        let (slot, rest) = time.milliseconds.quotientAndRemainder(dividingBy: milliseconds)
        return rest < 0 ? slot - 1 : slot
    }
}

extension QuarterHour {
    /// nil for a journey that counts for no campaign.
    init?(_ journey: JourneyRow) {
        guard let campaign = journey.campaignID, let clickedAt = journey.clickedAt else { return nil }
        self.init(
            campaign: campaign.number, slot: Self.slot(of: clickedAt), hasParameters: journey.hasParameters)
    }
}

/// The figures of a row of `quarter_hour`, or a change of them.
struct QuarterHourFigures: Hashable {
    var clicks: Int64 = 0
    var repeats: Int64 = 0
    var accept = PaidLeads()
    var expect = PaidLeads()
    var rejectLeads: Int64 = 0
    var trashLeads: Int64 = 0

    /// Leads, and the sum of their payouts in whole units and in 1/100,000 left over, see `Schema.counterTables`.
    struct PaidLeads: Hashable {
        var leads: Int64 = 0
        var units: Int64 = 0
        var fraction: Int64 = 0

        static let fractionsPerUnit: Int64 = 100_000
    }
}

extension QuarterHourFigures {
    /// Takes a journey in (`sign` 1) or out (-1).
    mutating func count(_ journey: JourneyRow, sign: Int64) {
        clicks += sign
        repeats += sign * journey.repeatCount
        let payout = journey.outcome?.payout?.amount.hundredThousandths ?? 0
        switch journey.outcome?.status {
        case .accept: accept.count(payout, sign: sign)
        case .expect: expect.count(payout, sign: sign)
        case .reject: rejectLeads += sign
        case .trash: trashLeads += sign
        case nil: break
        }
    }
}

extension QuarterHourFigures.PaidLeads {
    fileprivate mutating func count(_ payout: Int64, sign: Int64) {
        leads += sign
        units += sign * (payout / Self.fractionsPerUnit)
        fraction += sign * (payout % Self.fractionsPerUnit)
    }

    var outcomes: Tally.Outcomes {
        let sum = Int128(units) * Int128(Self.fractionsPerUnit) + Int128(fraction)
        return Tally.Outcomes(leads: leads, payouts: MoneySum(hundredThousandths: sum))
    }
}

extension Tally {
    init(_ figures: QuarterHourFigures) {
        self.init()
        clicks = figures.clicks
        accept = figures.accept.outcomes
        expect = figures.expect.outcomes
        reject.leads = figures.rejectLeads
        trash.leads = figures.trashLeads
    }
}
