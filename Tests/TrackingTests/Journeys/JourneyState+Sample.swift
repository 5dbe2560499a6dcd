import Testing
import Tracking

/// What a journey may be when an event comes.
enum JourneyKind: CaseIterable, Sendable {
    case none, withoutClick, attributed, unattributed

    /// nil for `none`.
    var state: JourneyState? {
        switch self {
        case .none: nil
        case .withoutClick: .sample(leads: 1)
        case .attributed: .sample(campaign: 42, clickedAt: 2_000)
        case .unattributed: .sample(clickedAt: 2_000)
        }
    }
}

extension JourneyState {
    /// A journey that began at 1,000; a conversion comes with a postback of its own.
    static func sample(
        campaign: Int64? = nil, clickedAt: Int64? = nil, leads: Int64 = 0, postbacks: Int64 = 0,
        repeats: Int64 = 0, conversion: LeadStatus? = nil
    ) -> JourneyState {
        var state = JourneyState(clickID: .sample, createdAt: Timestamp(milliseconds: 1_000))
        state.campaignID = campaign.flatMap(CampaignID.init)
        state.clickedAt = clickedAt.map(Timestamp.init(milliseconds:))
        (state.leadCount, state.postbackCount, state.repeatCount) = (leads, postbacks, repeats)
        guard let conversion else { return state }
        state.postbackCount += 1
        state.conversions = [Conversion(status: conversion, payout: nil, reportedAt: state.createdAt)]
        return state
    }
}

extension Event {
    static func clicked(_ json: String = "{}", campaign: Int64 = 42) throws -> Event {
        let campaign = try #require(CampaignID(campaign))
        return .click(Click(clickID: .sample, campaignID: campaign, parameters: Parameters(json: json)))
    }

    static func left() -> Event { .lead(Lead(clickID: .sample, parameters: .empty)) }

    static func reported(_ word: String) -> Event { .postback(.reported(word)) }

    /// By the last word of its path.
    static func of(kind: String) throws -> Event {
        switch kind {
        case "click": try clicked()
        case "lead": left()
        default: reported("approved")
        }
    }

    var click: Click {
        get throws {
            guard case .click(let click) = self else { throw Campaign.NoSuchCampaign() }
            return click
        }
    }
}

extension Postback {
    static func reported(_ word: String) -> Postback {
        Postback(clickID: .sample, parameters: .status(word))
    }
}
