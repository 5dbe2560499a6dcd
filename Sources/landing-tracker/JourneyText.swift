import Foundation
import Tracking

/// A journey as a person reads it at a terminal, in order of arrival.
struct JourneyText {
    let text: VisibleText

    init(_ journey: Journey) {
        var lines: [VisibleText] = [
            "Journey   \(journey.clickID)", "Campaign  \(Self.campaign(of: journey))",
        ]
        if let conversion = journey.conversion { lines.append("Status    \(Self.words(conversion))") }
        if journey.surplusCount > 0 {
            lines.append("Full      \(journey.surplusCount) on top, refused or only counted")
        }
        lines.append("")
        lines += Self.events(of: journey).sorted { $0.at < $1.at }.map(\.line)
        text = .lines(lines)
    }

    private static func campaign(of journey: Journey) -> VisibleText {
        if let campaign = journey.campaign { return "\(campaign.id.number) \(campaign.name)" }
        guard let click = journey.click else { return "none yet: no click has come" }
        return "unattributed: there was no campaign \(click.sentCampaignID.number), which the click sent"
    }

    private static func words(_ conversion: Conversion) -> String {
        guard let payout = conversion.payout else { return conversion.status.rawValue }
        return "\(conversion.status.rawValue) \(payout.amount) \(payout.currency.code.uppercased())"
    }

    private static func events(of journey: Journey) -> [(at: Timestamp, line: VisibleText)] {
        let clicks = (journey.click.map { [$0] } ?? []).map {
            event("click", $0.createdAt, "", $0.parameters)
        }
        let repeats = journey.repeats.map { event("click", $0.createdAt, "repeated", $0.parameters) }
        let leads = journey.leads.map { event("lead", $0.createdAt, "", $0.parameters) }
        let postbacks = journey.postbacks.map {
            event("postback", $0.createdAt, $0.conversion.map(words) ?? "unmapped", $0.parameters)
        }
        return clicks + repeats + leads + postbacks
    }

    private static func event(
        _ kind: String, _ at: Timestamp, _ note: String, _ parameters: Parameters
    ) -> (at: Timestamp, line: VisibleText) {
        let kind = kind.padding(toLength: 10, withPad: " ", startingAt: 0)
        let note = note.padding(toLength: max(18, note.count), withPad: " ", startingAt: 0)
        return (at, "\(at.text)  \(kind)\(note)\(VisibleText.json(Array(parameters.json.utf8)))")
    }
}

extension Timestamp {
    /// `2026-01-31 17:04:05Z`.
    var text: String {
        let date = Date(timeIntervalSince1970: Double(seconds))
        return date.formatted(.iso8601.dateTimeSeparator(.space))
    }
}
