import TestSupport
import Tracking

/// One visitor's journey, from the click to what the network says days later.
struct DemoJourney {
    let campaign: DemoCampaign
    /// What the landing page sends: nearly always the campaign's own.
    let sentID: CampaignID
    let source: DemoCampaign.Source
    let clickID: ClickID
    let clickTime: Int64
    /// The ad's place among the four of its set, the best one first.
    private let ad: Int
    private let adSet: Int

    private static let second: Int64 = 1000
    private static let hour: Int64 = 3600 * second
    private static let devices = ["android", "android", "android", "ios", "desktop"]
    /// What the ads at their places do for the leads, in percent.
    private static let adFactors = [145, 110, 85, 50]

    init(
        in campaign: DemoCampaign, sentID: CampaignID, at time: Int64, _ random: inout SeededGenerator
    ) {
        self.campaign = campaign
        self.sentID = sentID
        source = campaign.sources.pick(by: \.share, &random)
        clickID = ClickID(timeOrdered: time, &random)
        clickTime = time
        ad = Int.random(in: 0..<Self.adFactors.count, using: &random)
        adSet = Int.random(in: 0..<2, using: &random)
    }

    func events(_ random: inout SeededGenerator) -> [DemoEvent] {
        var events = [DemoEvent(click(&random), at: clickTime)]
        if random.chance(1) {
            events.append(
                DemoEvent(events[0].event, at: clickTime + .random(in: 5...600, using: &random) * Self.second)
            )
        }
        let leadChance = source.leadsPerThousand * Self.adFactors[ad] / 100
        guard Int.random(in: 0..<1000, using: &random) < leadChance else { return events }
        let leadTime = clickTime + .random(in: 20...900, using: &random) * Self.second
        events.append(DemoEvent(lead(&random), at: leadTime))
        // A landing page whose tracker did not answer sends the click later, and its lead waits for it.
        if random.chance(1) { events[0] = DemoEvent(events[0].event, at: leadTime + 40 * Self.second) }
        return events + decision(after: leadTime, &random)
    }

    // MARK: What the network says

    private func decision(after leadTime: Int64, _ random: inout SeededGenerator) -> [DemoEvent] {
        guard random.chance(94) else { return [] }
        let network = campaign.network
        var events: [DemoEvent] = []
        if random.chance(80) {
            let time = leadTime + .random(in: 5...600, using: &random) * Self.second
            events.append(DemoEvent(postback(random.pick(network.pending)), at: time))
        }
        guard random.chance(92) else { return events }
        // Mostly within a day, some after three.
        let decisionTime =
            leadTime + min(.random(in: 1...72, using: &random), .random(in: 1...72, using: &random))
            * Self.hour
            + .random(in: 0..<3600, using: &random) * Self.second
        let (word, isApproved) = word(&random)
        events.append(DemoEvent(postback(word), at: decisionTime))
        if isApproved, random.chance(3) {
            let time = decisionTime + .random(in: 24...240, using: &random) * Self.hour
            events.append(DemoEvent(postback(random.pick(network.rejected)), at: time))
        }
        return events
    }

    private func word(_ random: inout SeededGenerator) -> (word: String, isApproved: Bool) {
        let network = campaign.network
        let number = Int.random(in: 0..<1000, using: &random)
        if number < 25 { return (random.pick(network.unmapped), false) }
        // A macro that the network has not filled in.
        if number < 28 { return ("{status}", false) }
        let percent = Int.random(in: 0..<100, using: &random)
        if percent < network.approvedPercent { return (random.pick(network.approved), true) }
        let isRejected = percent < network.approvedPercent + network.rejectedPercent
        return (random.pick(isRejected ? network.rejected : network.trash), false)
    }

    // MARK: Events

    private func click(_ random: inout SeededGenerator) -> Event {
        let (country, device) = (random.pick(campaign.countries), random.pick(Self.devices))
        let hasSource = !random.chance(2)
        let json =
            hasSource
            ? """
            {"source":"\(source.name)","campaign_name":"\(campaign.settings.name) \(source.name)",\
            "adset_name":"\(["25-44", "45-64"][adSet]) \(device)","ad_name":"video-0\(ad + 1)",\
            "country":"\(country)","device":"\(device)"}
            """
            : #"{"country":"\#(country)","device":"\#(device)"}"#
        return .click(Click(clickID: clickID, campaignID: sentID, parameters: Parameters(json: json)))
    }

    private func lead(_ random: inout SeededGenerator) -> Event {
        let landing = random.pick(["short", "long"])
        let parameters = Parameters(json: #"{"offer_id":"456","landing":"\#(landing)"}"#)
        return .lead(Lead(clickID: clickID, parameters: parameters))
    }

    private func postback(_ word: String) -> Event {
        let parameters = Parameters(json: #"{"status":"\#(word)",\#(campaign.network.extra)}"#)
        return .postback(Postback(clickID: clickID, parameters: parameters))
    }
}

extension Array {
    /// An element by its share in percent; all shares together are 100.
    func pick(by share: KeyPath<Element, Int>, _ random: inout SeededGenerator) -> Element {
        var rest = Int.random(in: 0..<100, using: &random)
        for element in self {
            rest -= element[keyPath: share]
            if rest < 0 { return element }
        }
        return self[count - 1]
    }
}

extension ClickID {
    /// Of version 7 (RFC 9562).
    init(timeOrdered time: Int64, _ random: inout SeededGenerator) {
        self.init(
            high: UInt64(time) << 16 | 0x7000 | random.next() & 0xFFF,
            low: 1 << 63 | random.next() >> 2)
    }
}
