import Foundation
import Tracking

/// The events that c/record.c makes, too: clicks with random ids or, mixed, 100 clicks : 30 leads : 15 postbacks : 1
/// repeated click.
struct EventStream {
    /// A lead is of a click, and a postback of a lead, so many of their kind ago.
    private static let distance = 256

    private let campaign: CampaignID
    private let isMixed: Bool
    private var generator = SystemRandomNumberGenerator()
    private var eventCount = 0
    private var clicks = History()
    private var leads = History()

    /// What is left of the 290 bytes of Load/events.lua without the click id and the campaign.
    private static let ofClick = Parameters(
        json: """
            {"source":"facebook","campaign_name":"LatAm Ring Campaign","adset_name":"MX Android",\
            "ad_name":"video-01","utm_term":"some words for a term",\
            "fbclid":"IwAR0abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH"}
            """)
    private static let ofLead = Parameters(json: #"{"offer_id":"456","source":"landing"}"#)
    private static let ofPostback = Parameters(json: #"{"status":"approved","payout":"10"}"#)

    init(_ events: EventMix, of campaign: CampaignID) {
        self.campaign = campaign
        isMixed = events == .site
    }

    mutating func next() -> Event {
        guard isMixed else { return newClick() }
        defer { eventCount += 1 }
        switch eventCount * 45 % 146 {
        case 0..<30:
            guard let id = clicks.oldest else { return newClick() }
            leads.append(id)
            return .lead(Lead(clickID: id, parameters: Self.ofLead))
        case 30..<45:
            guard let id = leads.oldest else { return newClick() }
            return .postback(Postback(clickID: id, parameters: Self.ofPostback))
        case 145: return clicks.oldest.map(click) ?? newClick()
        default: return newClick()
        }
    }

    private mutating func newClick() -> Event {
        let id = ClickID(high: generator.next(), low: generator.next())
        if isMixed { clicks.append(id) }
        return click(id)
    }

    private func click(_ id: ClickID) -> Event {
        .click(Click(clickID: id, campaignID: campaign, parameters: Self.ofClick))
    }

    /// The latest ids of one kind.
    private struct History {
        private var ids: [ClickID] = []
        private var count = 0

        /// nil until there are enough.
        var oldest: ClickID? { count < distance ? nil : ids[count % distance] }

        mutating func append(_ id: ClickID) {
            if count < distance { ids.append(id) } else { ids[count % distance] = id }
            count += 1
        }
    }
}
