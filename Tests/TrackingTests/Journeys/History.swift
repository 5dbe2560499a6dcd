import Tracking

/// All that has happened to journeys and campaigns, in order.
struct History {
    enum Entry {
        case event(Event, Timestamp)
        /// Added, or edited.
        case campaign(Campaign)
        /// All unattributed journeys that sent the first number.
        case attribution(CampaignID, to: CampaignID)
    }

    var entries: [Entry] = []

    /// In the order in which they came first.
    var clickIDs: [ClickID] {
        entries.reduce(into: []) { ids, entry in
            if case .event(let event, _) = entry, !ids.contains(event.clickID) { ids.append(event.clickID) }
        }
    }

    /// The campaign as it was before an entry; nil when there was none.
    func campaign(_ id: CampaignID, before place: Int) -> Campaign? {
        for case .campaign(let campaign) in entries[..<place].reversed() where campaign.id == id {
            return campaign
        }
        return nil
    }
}

/// What tests of random histories choose from.
extension History {
    static let numbers: [Int64] = [1, 2, 3]
    private static let words = ["approved", "hold", "declined", "nonsense"]
    private static let mappers = [
        Campaign.sampleMapper, #"{"parameter":"status","mapping":{"approved":"reject","hold":"accept"}}"#,
        nil,
    ]

    /// Of few journeys, campaigns and words, so that everything meets everything.
    static func random(seed: UInt64) throws -> History {
        var random = SplitMix(state: seed)
        var history = History()
        for _ in 0..<Int.random(in: 1...150, using: &random) {
            history.entries.append(try entry(after: history, &random))
        }
        return history
    }

    private static func entry(after history: History, _ random: inout SplitMix) throws -> Entry {
        let campaign = try Campaign.sample(
            random.pick(numbers), cost: .random(in: 0...3, using: &random),
            currency: random.pick(["usd", "eur", "uah"]), mapper: random.pick(mappers))
        switch Int.random(in: 0..<20, using: &random) {
        case 0, 1:
            return .campaign(campaign)
        case 2:
            let other = try Campaign.sample(random.pick(numbers)).id
            let isKnown = history.campaign(campaign.id, before: history.entries.count) != nil
            return isKnown ? .attribution(other, to: campaign.id) : .campaign(campaign)
        default:
            // Around midnight of 1970-01-01, some in the wrong order.
            let time = Timestamp(milliseconds: .random(in: -2_000_000...2_000_000, using: &random))
            return .event(event(campaign.id, &random), time)
        }
    }

    private static func event(_ campaign: CampaignID, _ random: inout SplitMix) -> Event {
        let id = ClickID(high: 0, low: .random(in: 0..<12, using: &random))
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4:
            let parameters = random.pick([Parameters.empty, Parameters(json: #"{"a":1}"#)])
            return .click(Click(clickID: id, campaignID: campaign, parameters: parameters))
        case 4, 5:
            return .lead(Lead(clickID: id, parameters: .empty))
        default:
            return .postback(Postback(clickID: id, parameters: .status(random.pick(words))))
        }
    }
}

/// The same numbers in each run with the same seed.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &self)]
    }
}
