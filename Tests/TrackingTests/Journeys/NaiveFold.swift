@testable import Tracking

/// What a history comes to, computed for each journey from the list of everything: the rules once more, in other words.
struct NaiveFold {
    let journeys: [ClickID: JourneyState]
    let postbacks: [ClickID: [SteppedFold.StoredPostback]]
    /// As in `SteppedFold`.
    private(set) var counters: [CounterKey: [String: Int64]] = [:]

    init(_ history: History) {
        let all = history.clickIDs.map { NaiveJourney($0, in: history) }
        journeys = Dictionary(uniqueKeysWithValues: all.map { ($0.clickID, $0.state) })
        postbacks = Dictionary(
            uniqueKeysWithValues: all.filter { !$0.postbacks.isEmpty }.map { ($0.clickID, $0.postbacks) })
        for journey in all { count(journey) }
    }

    private mutating func count(_ journey: NaiveJourney) {
        guard let click = journey.firstClick else { return }
        let clickedAt = click.time.milliseconds
        guard let campaign = journey.campaignID else {
            add(["clicks": 1], to: .unattributed(click.click.campaignID))
            keep(clickedAt, "first_clicked_at", of: .unattributed(click.click.campaignID), by: min)
            keep(clickedAt, "last_clicked_at", of: .unattributed(click.click.campaignID), by: max)
            return
        }
        let isLead = journey.leadCount > 0 || !journey.postbacks.isEmpty
        add(["clicks": 1, "leads": isLead ? 1 : 0], to: .campaign(campaign))
        keep(journey.lastActivityAt, "last_activity_at", of: .campaign(campaign), by: max)
        guard let quarterHour = QuarterHour(journey.state) else { return }
        let conversion = journey.postbacks.last?.conversion
        var row: [String: Int64] = [
            "clicks": 1, "repeats": journey.repeatCount, "leads": isLead ? 1 : 0,
        ]
        for status in LeadStatus.allCases {
            row["\(status.rawValue)_leads"] = status == conversion?.status ? 1 : 0
        }
        add(row, to: .quarterHour(quarterHour))
        guard let conversion, let payout = conversion.payout else { return }
        count(payout, as: conversion.status, in: quarterHour)
    }

    private mutating func count(_ payout: Payout, as status: LeadStatus, in quarterHour: QuarterHour) {
        let amount = payout.amount.hundredThousandths
        guard amount > 0 else { return }
        var row: [String: Int64] = [
            "accept_units": 0, "accept_fraction": 0, "expect_units": 0, "expect_fraction": 0,
        ]
        row["\(status.rawValue)_units"] = amount / 100_000
        row["\(status.rawValue)_fraction"] = amount % 100_000
        add(row, to: .payout(QuarterHourPayout(quarterHour: quarterHour, currency: payout.currency)))
    }

    private mutating func add(_ values: [String: Int64], to key: CounterKey) {
        counters[key, default: [:]].merge(values, uniquingKeysWith: +)
    }

    private mutating func keep(
        _ value: Int64, _ column: String, of key: CounterKey, by choose: (Int64, Int64) -> Int64
    ) {
        counters[key, default: [:]].merge([column: value], uniquingKeysWith: choose)
    }
}

/// One journey, from the entries that carry its click id and those about campaigns.
private struct NaiveJourney {
    let clickID: ClickID
    private(set) var firstClick: (place: Int, click: Click, time: Timestamp)?
    private(set) var campaignID: CampaignID?
    private(set) var repeatCount: Int64 = 0
    private(set) var leadCount: Int64 = 0
    private(set) var postbacks: [SteppedFold.StoredPostback] = []
    private var times: [Timestamp] = []
    private var byteCount: Int64 = 0

    init(_ clickID: ClickID, in history: History) {
        self.clickID = clickID
        var reported: [(place: Int, parameters: Parameters, time: Timestamp)] = []
        for (place, entry) in history.entries.enumerated() {
            guard case .event(let event, let time) = entry, event.clickID == clickID else { continue }
            times.append(time)
            byteCount += Int64(event.parameters.json.utf8.count)
            switch event {
            case .click(let click) where firstClick == nil: firstClick = (place, click, time)
            case .click: repeatCount += 1
            case .lead: leadCount += 1
            case .postback(let postback): reported.append((place, postback.parameters, time))
            }
        }
        let joined = Self.joining(firstClick, history)
        campaignID = joined?.campaign
        postbacks = reported.map { place, parameters, time in
            // A postback means what its campaign made of it then, or of those before it when the journey joined it.
            let conversion = joined.flatMap { joined in
                history.campaign(joined.campaign, before: max(place, joined.place))?
                    .settings.conversion(of: parameters, reportedAt: time)
            }
            return SteppedFold.StoredPostback(
                parameters: parameters, createdAt: time, conversion: conversion)
        }
    }

    var lastActivityAt: Int64 { times.map(\.milliseconds).max() ?? 0 }

    var state: JourneyState {
        var state = JourneyState(clickID: clickID, createdAt: times[0])
        state.campaignID = campaignID
        state.clickedAt = firstClick?.time
        state.hasParameters = firstClick.map { $0.click.parameters.json != "{}" } ?? false
        state.conversions = postbacks.last?.conversion.map { [$0] } ?? []
        state.leadCount = leadCount
        state.postbackCount = Int64(postbacks.count)
        state.repeatCount = repeatCount
        state.byteCount = byteCount
        state.lastActivityAt = Timestamp(milliseconds: lastActivityAt)
        return state
    }

    /// When the journey came to which campaign: with its click if there was such a campaign, else with the first
    /// attribution of the number that it sent.
    private static func joining(
        _ first: (place: Int, click: Click, time: Timestamp)?, _ history: History
    ) -> (place: Int, campaign: CampaignID)? {
        guard let first else { return nil }
        let sent = first.click.campaignID
        if history.campaign(sent, before: first.place) != nil { return (first.place, sent) }
        for (place, entry) in history.entries.enumerated().dropFirst(first.place) {
            if case .attribution(sent, to: let campaign) = entry { return (place, campaign) }
        }
        return nil
    }
}
