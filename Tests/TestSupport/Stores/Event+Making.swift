import Tracking

extension ClickID {
    package static func random() -> ClickID {
        ClickID(high: .random(in: .min ... .max), low: .random(in: .min ... .max))
    }

    package static func random(using random: inout SeededGenerator) -> ClickID {
        ClickID(high: random.next(), low: random.next())
    }
}

extension Event {
    package static func clicked(
        _ id: ClickID, campaign: Int64 = 42, _ json: String = "{}"
    ) throws -> Event {
        guard let campaign = CampaignID(campaign) else { throw Unexpected("no campaign number: \(campaign)") }
        return .click(Click(clickID: id, campaignID: campaign, parameters: Parameters(json: json)))
    }

    package static func left(_ id: ClickID, _ json: String = "{}") -> Event {
        .lead(Lead(clickID: id, parameters: Parameters(json: json)))
    }

    package static func reported(_ id: ClickID, _ status: String) -> Event {
        .postback(Postback(clickID: id, parameters: Parameters(json: #"{"status":"\#(status)"}"#)))
    }
}
