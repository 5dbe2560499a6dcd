import Storage
import TestSupport
import Testing
import Tracking

extension RandomTraffic {
    /// Expects that each journey has just the events that were recorded of it, in their order.
    func expectEveryEvent() throws {
        for id in ids {
            let journey = try tracker.journey(id)
            let clicks = ([journey.click].compactMap { $0 }) + journey.repeats
            let found =
                clicks.map { Sent($0.parameters, $0.createdAt, campaign: $0.sentCampaignID) }
                + journey.leads.map { Sent($0.parameters, $0.createdAt) }
                + journey.postbacks.map { Sent($0.parameters, $0.createdAt) }
            let sent = events[id] ?? []
            #expect(found == sent.of(\.clicked) + sent.of(\.left) + sent.of(\.reported))
        }
    }
}

/// An event without its click id and its kind.
private struct Sent: Equatable {
    let parameters: Parameters
    let time: Timestamp
    let campaign: CampaignID?

    init(_ parameters: Parameters, _ time: Timestamp, campaign: CampaignID? = nil) {
        (self.parameters, self.time, self.campaign) = (parameters, time, campaign)
    }
}

extension ReceivedEvent {
    fileprivate var clicked: Sent? {
        guard case .click(let click) = event else { return nil }
        return Sent(click.parameters, receivedAt, campaign: click.campaignID)
    }

    fileprivate var left: Sent? {
        if case .lead(let lead) = event { Sent(lead.parameters, receivedAt) } else { nil }
    }

    fileprivate var reported: Sent? {
        if case .postback(let postback) = event { Sent(postback.parameters, receivedAt) } else { nil }
    }
}

extension [ReceivedEvent] {
    fileprivate func of(_ kind: KeyPath<ReceivedEvent, Sent?>) -> [Sent] { compactMap { $0[keyPath: kind] } }
}
