import JSON

import JSON

/// What is worth knowing of an event that was stored: why it does not bring what somebody may expect of it.
package enum EventRemark: Hashable, Sendable {
    case withoutClick
    case unknownCampaign(CampaignID)
    /// A click that is unattributed, since the campaign of that number was made later.
    case beforeItsCampaign(CampaignID)
    /// Trash, since there is no mapper.
    case noMapper
    /// Trash, since the parameter that the mapper reads is not there, or is no word.
    case noWord(parameter: String)
    /// Trash, since the mapper does not know the word.
    case unknownWord(String, parameter: String)
    /// Trash at its time; the mapper of now reads it otherwise.
    case knownSince(String, LeadStatus)
    /// Rejected or trash.
    case noPayout(LeadStatus)
    case placeholder(name: String, value: String)
    /// A number that is a text, as all values of a query are.
    case numberAsText(name: String)

    /// A sentence.
    package var text: String {
        switch self {
        case .withoutClick:
            "No click has come with this clickId, so it counts for no campaign: send the click first, with the same clickId."
        case .unknownCampaign(let id):
            "There is no campaign \(id), so the click counts for none until it is attributed."
        case .beforeItsCampaign(let id):
            "It came before campaign \(id) was there, so it counts for none until it is attributed."
        case .noMapper: "It is trash since the campaign has no Status Mapper."
        case .noWord(let parameter):
            "It is trash since it has no word in the parameter \(parameter.shortened), which the Status Mapper reads."
        case .unknownWord(let word, let parameter):
            "It is trash since the Status Mapper does not know \(parameter.shortened)=\(word.shortened)."
        case .knownSince(let word, let status):
            "It was trash when it came; now the Status Mapper makes \(status.rawValue) of \(word.shortened)."
        case .noPayout(let status):
            "It has no payout, since only accept and expect have one, and it is \(status.rawValue)."
        case .placeholder(let name, let value):
            "\(name.shortened)=\(value.shortened) is a placeholder that nobody has filled in."
        case .numberAsText(let name):
            "\(name.shortened) is a number sent as text, as all values of a query are; JSON keeps it a number."
        }
    }
}

extension LatestEvent {
    /// How many there are at most.
    private static let remarkLimit = 4

    /// What somebody may have to mend. `settings` are those of its campaign, as they are now; `isSentCampaignThere`:
    /// by now a campaign has the number that the click has sent.
    package func remarks(
        _ settings: Campaign.Settings?, isSentCampaignThere: Bool = false
    ) -> [EventRemark] {
        let all = remarkOnCampaign(isSentCampaignThere) + remarkOnTrash(settings) + remarksOnPlaceholders
        return Array(all.prefix(Self.remarkLimit))
    }

    /// What is as it should be, and may still be asked for.
    package var hints: [EventRemark] { hintOnPayout + hintOnNumbers }

    private func remarkOnCampaign(_ isSentCampaignThere: Bool) -> [EventRemark] {
        guard let sentCampaign else { return [.withoutClick] }
        guard kind == .click, campaign == nil else { return [] }
        return [isSentCampaignThere ? .beforeItsCampaign(sentCampaign) : .unknownCampaign(sentCampaign)]
    }

    private func remarkOnTrash(_ settings: Campaign.Settings?) -> [EventRemark] {
        guard conversion?.status == .trash, let settings, let parameters else { return [] }
        return settings.remarkOnTrash(parameters).map { [$0] } ?? []
    }

    private var remarksOnPlaceholders: [EventRemark] {
        (parameters?.placeholders ?? []).map { .placeholder(name: $0.name, value: $0.value) }
    }

    private var hintOnPayout: [EventRemark] {
        guard let status = conversion?.status, !status.isPaid else { return [] }
        return [.noPayout(status)]
    }

    /// Of what usually is a number; whatever else consists of digits is often meant as text.
    private var hintOnNumbers: [EventRemark] {
        guard kind == .postback, let text = parameters?["payout"]?.stringBytes,
            DecimalText(plain: text, allowsFraction: true) != nil
        else { return [] }
        return [.numberAsText(name: "payout")]
    }
}

extension Campaign.Settings {
    /// Why a postback with these parameters is trash; nil where it is by the mapper's own word.
    package func remarkOnTrash(_ parameters: Parameters) -> EventRemark? {
        guard let statusMapper, let parameter = statusMapper.parameter, !statusMapper.entries.isEmpty else {
            return .noMapper
        }
        let reading = statusMapper.reading(of: parameters)
        guard let word = reading.word else { return .noWord(parameter: parameter) }
        guard let entry = reading.entry else { return .unknownWord(word, parameter: parameter) }
        return entry.status == .trash ? nil : .knownSince(word, entry.status)
    }
}

extension String {
    /// As it stands within a sentence.
    package var shortened: String { cut(afterBytes: 80) }
}
