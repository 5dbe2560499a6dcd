import Foundation
import Tracking

extension Alert {
    /// What happened and what to do.
    package var message: String { "\(cause) \(cure)" }

    /// A sentence: what happened, and how often.
    package var cause: String {
        switch self {
        case .unknownCampaign(let clicks, let meant?) where meant.id == clicks.sentCampaignID:
            "\(clicks.clicks.counted("click")) came for campaign \(clicks.sentCampaignID) before it was there."
        case .unknownCampaign(let clicks, _):
            "\(clicks.clicks.counted("click")) came for campaign \(clicks.sentCampaignID), which does not exist."
        case .moreUnknownCampaigns(let clicks):
            "\(clicks.counted("click")) came for further campaigns that did not exist then."
        case .eventsWithoutClick(let events):
            "\(events.areAll ? "" : "At least ")\(events.leads.counted("lead")) and "
                + "\(events.postbacks.counted("postback")) came without a click since this time yesterday."
        case .trash(let cause, let campaign, let count):
            "\(Int64(count).counted("postback")) of campaign \(campaign.text) became trash: \(cause.text)."
        case .placeholder(let name, let value, let campaign, let count, _):
            "\(name.shortened)=\(value.shortened) was never filled in, in \(Int64(count).counted("event")) of "
                + "\(campaign.map { "campaign \($0.text)" } ?? "no campaign")."
        case .refusedRequests(let count, let reason):
            "\(count.counted("tracking request")) \(count == 1 ? "was" : "were") refused within an hour, "
                + "\(count == 1 ? "" : "mostly ")since \(reason.text)."
        case .silentCampaign(let campaign, _, let silent, let usual):
            "Campaign \(campaign.text) has had no event for \(silent.asDuration); its longest pause of the last two weeks "
                + "was \(usual.asDuration)."
        case .diskNearlyFull(let free, _):
            "The disk of the database is nearly full: \(free.mebibytes) are left."
        case .noBackup: "No backup of the database is known."
        case .oldBackup(let backup): "The last backup was made at \(backup.madeAt.utcMinute)."
        case .clockWentBack(let latest, let ahead):
            "The clock of this machine went back: an event is dated \(latest.utcMinute), \(ahead.asDuration) from now."
        }
    }

    /// Sentences: what to do.
    package var cure: String {
        switch self {
        case .unknownCampaign(let clicks, let meant?) where meant.id == clicks.sentCampaignID:
            "Attribute them to campaign \(meant.text), which is there by now."
        case .unknownCampaign(_, let meant?):
            "Campaign \(meant.text) was meant, perhaps: attribute them, and correct the number on the landing page."
        case .unknownCampaign(_, nil):
            "Attribute them to the right campaign, and correct the number on the landing page."
        case .moreUnknownCampaigns:
            "Attribute them to the right campaigns, and correct the numbers that are wrong on landing pages."
        case .eventsWithoutClick:
            "Send the click when the landing page opens, and the same clickId with the lead and to the network."
        case .trash(.noMapper, _, _): "Give the campaign a Status Mapper."
        case .trash(.noWord(let parameter), _, _):
            "Have the network send \(parameter.shortened), or let the Status Mapper read the parameter that it does send."
        case .trash(.unknownWord(let word, _), _, _): "Add \(word.shortened) to the Status Mapper."
        case .placeholder(let name, _, _, _, _):
            "Look up the network's own name for it, and correct \(name.shortened) in the address that it calls."
        case .refusedRequests: "Look at them, and correct what sends them."
        case .silentCampaign: "Open the landing page yourself, and look whether a click comes."
        case .diskNearlyFull(_, let needed):
            "Make room: events are refused when less than \(needed.mebibytes) are left."
        case .noBackup, .oldBackup:
            "Make one each day with landing-tracker db backup, and look why none was made."
        case .clockWentBack:
            "Have the time set by NTP; until then events count on a wrong day or in a wrong order."
        }
    }
}

extension Alert.TrashCause {
    fileprivate var text: String {
        switch self {
        case .noMapper: "it has no Status Mapper"
        case .noWord(let parameter):
            "they have no word in \(parameter.shortened), which the Status Mapper reads"
        case .unknownWord(let word, let parameter):
            "the Status Mapper does not know \(parameter.shortened)=\(word.shortened)"
        }
    }
}

extension CampaignReference {
    /// `42 (LatAm Ring)`.
    fileprivate var text: String { "\(id) (\(name.shortened))" }
}

extension Timestamp {
    /// `2026-01-31 17:04 UTC`.
    fileprivate var utcMinute: String {
        let text = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
    }
}

extension Int64 {
    /// `1 click`, `1,204 clicks`.
    fileprivate func counted(_ noun: String) -> String { "\(grouped) \(noun)\(self == 1 ? "" : "s")" }

    private var grouped: String {
        let digits = String(magnitude)
        let groups = stride(from: digits.count, to: 0, by: -3).map { end in
            digits.dropLast(digits.count - end).suffix(3)
        }
        return groups.reversed().joined(separator: ",")
    }

    fileprivate var mebibytes: String { "\(self / (1024 * 1024)) MiB" }

    /// Of milliseconds, in the largest unit of which there are two at least.
    fileprivate var asDuration: String {
        let minutes = self / 60_000
        if minutes < 120 { return Swift.max(minutes, 1).counted("minute") }
        if minutes < 48 * 60 { return (minutes / 60).counted("hour") }
        return (minutes / 1_440).counted("day")
    }
}
