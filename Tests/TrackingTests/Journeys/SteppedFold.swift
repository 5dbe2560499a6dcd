import Tracking

/// What a history comes to, step by step, as a store does it: finds the journey, writes what the step says, and adds up
/// what it changes.
struct SteppedFold {
    private(set) var journeys: [ClickID: JourneyState] = [:]
    private(set) var postbacks: [ClickID: [StoredPostback]] = [:]
    /// The rows of all counters, by counter and key; without those in which every sum is 0.
    private(set) var counters: [CounterKey: [String: Int64]] = [:]
    private var firstClicks: [ClickID: Click] = [:]
    private var unattributed: [ClickID] = []
    private var campaigns: [CampaignID: Campaign] = [:]
    private var changes = CounterChanges()

    struct StoredPostback: Hashable {
        let parameters: Parameters
        let createdAt: Timestamp
        var conversion: Conversion?
    }

    /// Of transactions with so many entries each.
    init(_ history: History, transactionSize: Int) {
        for (place, entry) in history.entries.enumerated() {
            switch entry {
            case .campaign(let campaign): campaigns[campaign.id] = campaign
            case .event(let event, let time): record(event, at: time)
            case .attribution(let sent, to: let campaign): attribute(sent, to: campaign)
            }
            if place % transactionSize == 0 { commit() }
        }
        commit()
    }

    private mutating func record(_ event: Event, at time: Timestamp) {
        let journey = journeys[event.clickID]
        let campaign = event.campaignID(on: journey).flatMap { campaigns[$0] }
        apply(
            JourneyStep(
                event, at: time, on: journey, of: campaign, lastPostback: lastPostback(of: event.clickID)),
            at: time)
    }

    private mutating func attribute(_ sent: CampaignID, to id: CampaignID) {
        guard let campaign = campaigns[id] else { return }
        // A store removes what leaves the list; here all of it leaves at once.
        commit()
        counters[.unattributed(sent)] = nil
        for id in unattributed where firstClicks[id]?.campaignID == sent {
            guard let journey = journeys[id] else { continue }
            apply(
                JourneyStep(attributing: journey, to: campaign, lastPostback: lastPostback(of: id)),
                at: journey.lastActivityAt)
        }
        unattributed.removeAll { firstClicks[$0]?.campaignID == sent }
    }

    private func lastPostback(of id: ClickID) -> JourneyStep.StoredPostback? {
        postbacks[id]?.last.map {
            JourneyStep.StoredPostback(parameters: $0.parameters, createdAt: $0.createdAt)
        }
    }

    private mutating func apply(_ step: JourneyStep, at time: Timestamp) {
        let id = step.after.clickID
        journeys[id] = step.after
        changes.add(step)
        switch step.row {
        case .firstClick(let click):
            firstClicks[id] = click
            if step.isUnattributedClick { unattributed.append(id) }
        case .postback(let postback, let conversion):
            postbacks[id, default: []].append(
                StoredPostback(parameters: postback.parameters, createdAt: time, conversion: conversion))
        case .repeatedClick, .lead, .attribution, .move, .surplus:
            break
        }
        guard let mapping = step.earlierPostbacks else { return }
        postbacks[id] = postbacks[id]?.map { stored in
            var stored = stored
            stored.conversion = mapping.settings.conversion(
                of: stored.parameters, reportedAt: stored.createdAt)
            return stored
        }
    }

    private mutating func commit() {
        for (key, change) in changes.quarterHours { merge(change, .quarterHour, .quarterHour(key)) }
        for (key, change) in changes.payouts { merge(change, .quarterHourPayout, .payout(key)) }
        for (key, change) in changes.campaigns { merge(change, .campaign, .campaign(key)) }
        for (key, change) in changes.unattributed { merge(change, .unattributed, .unattributed(key)) }
        changes = CounterChanges()
    }

    private mutating func merge(_ change: CounterChange, _ counter: Counter, _ key: CounterKey) {
        guard !change.isNothing else { return }
        var row = counters[key] ?? [:]
        for (column, value) in zip(counter.columns, change.values) {
            guard let old = row[column.name] else {
                row[column.name] = value
                continue
            }
            row[column.name] =
                switch column.amount.merging {
                case .sum: old + value
                case .earliest: min(old, value)
                case .latest: max(old, value)
                }
        }
        let isEmpty = counter.columns.allSatisfy { $0.amount.merging == .sum && row[$0.name] == 0 }
        counters[key] = isEmpty ? nil : row
    }
}

/// A row of a counter.
enum CounterKey: Hashable {
    case quarterHour(QuarterHour)
    case payout(QuarterHourPayout)
    case campaign(CampaignID)
    case unattributed(CampaignID)
}
