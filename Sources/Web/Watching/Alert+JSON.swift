import JSON
import Storage
import Tracking

extension Alert {
    /// `{"code","message","severity","source","payload"}`.
    var json: JSONValue {
        [
            "code": .string(code.rawValue), "message": .string(message),
            "severity": .string(severity.rawValue),
            "source": .string(source.rawValue), "payload": payload,
        ]
    }

    /// The figures of its message.
    private var payload: JSONValue {
        switch self {
        case .unknownCampaign(let clicks, let meant):
            [
                "sentCampaignId": .integer(clicks.sentCampaignID.number), "clicks": .integer(clicks.clicks),
                "firstAt": .integer(clicks.firstClickAt.seconds),
                "lastAt": .integer(clicks.lastClickAt.seconds),
                "campaignId": meant.json,
            ]
        case .moreUnknownCampaigns(let clicks): ["sentCampaignId": nil, "clicks": .integer(clicks)]
        case .eventsWithoutClick(let events):
            [
                "journeys": .integer(events.journeys), "leads": .integer(events.leads),
                "postbacks": .integer(events.postbacks), "lastAt": events.lastEventAt.json,
            ]
        case .trash(let cause, let campaign, let count):
            [
                "campaignId": .integer(campaign.id.number), "parameter": cause.parameter, "word": cause.word,
                "postbacks": .integer(Int64(count)),
            ]
        case .placeholder(let name, let value, let campaign, let count, _):
            [
                "campaignId": campaign.json, "parameter": .string(name), "value": .string(value),
                "events": .integer(Int64(count)),
            ]
        case .refusedRequests(let count, let reason):
            ["requests": .integer(count), "mostlyBecause": .string(reason.rawValue)]
        case .silentCampaign(let campaign, let last, let silent, let usual):
            [
                "campaignId": .integer(campaign.id.number), "lastAt": .integer(last.seconds),
                "silentSeconds": .integer(silent / 1000), "usualSeconds": .integer(usual / 1000),
            ]
        case .diskNearlyFull(let free, let needed):
            ["freeBytes": .integer(free), "neededBytes": .integer(needed)]
        case .noBackup: [:]
        case .oldBackup(let backup): ["lastAt": .integer(backup.madeAt.seconds)]
        case .clockWentBack(let latest, let ahead):
            ["lastAt": .integer(latest.seconds), "aheadSeconds": .integer(ahead / 1000)]
        }
    }
}

extension CampaignReference? {
    fileprivate var json: JSONValue { map { .integer($0.id.number) } ?? .null }
}

extension Timestamp? {
    fileprivate var json: JSONValue { map { .integer($0.seconds) } ?? .null }
}

extension Alert.TrashCause {
    fileprivate var parameter: JSONValue {
        switch self {
        case .noMapper: .null
        case .noWord(let parameter), .unknownWord(_, let parameter): .string(parameter)
        }
    }

    fileprivate var word: JSONValue {
        switch self {
        case .noMapper, .noWord: .null
        case .unknownWord(let word, _): .string(word)
        }
    }
}
