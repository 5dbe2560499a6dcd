import JSON
import Tracking

extension Journey {
    /// The journey as an answer and as the command line show it, newest events first.
    ///
    /// Without a click `campaignId` is null, the parameters are empty and the first event stands for the day; `surplus`
    /// stands only where there is any.
    package var json: JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            (name: "clickId", value: .string(clickID.description)),
            (name: "campaignId", value: JSONValue((campaign?.id ?? click?.sentCampaignID)?.number)),
            (name: "campaignName", value: campaign.map { .string($0.name) } ?? .null),
            (name: "parameters", value: .text((click?.parameters ?? .empty).json)),
            (name: "createdAt", value: JSONValue((click?.createdAt ?? firstEventAt)?.seconds)),
            (name: "repeats", value: .array(repeats.reversed().map(\.json))),
            (name: "leads", value: .array(leads.reversed().map(\.json))),
            (name: "postbacks", value: .array(postbacks.reversed().map(\.json))),
        ]
        if surplusCount > 0 { members.append((name: "surplus", value: .integer(surplusCount))) }
        return .object(members)
    }

    private var firstEventAt: Timestamp? {
        (leads.map(\.createdAt) + postbacks.map(\.createdAt)).min()
    }
}

extension Journey.RecordedClick {
    fileprivate var json: JSONValue {
        [
            "campaignId": .integer(sentCampaignID.number),
            "parameters": .text(parameters.json),
            "createdAt": .integer(createdAt.seconds),
        ]
    }
}

extension Journey.RecordedLead {
    fileprivate var json: JSONValue {
        ["parameters": .text(parameters.json), "createdAt": .integer(createdAt.seconds)]
    }
}

extension Journey.RecordedPostback {
    fileprivate var json: JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            (name: "parameters", value: .text(parameters.json)),
            (name: "status", value: conversion.map { .string($0.status.rawValue) } ?? .null),
            (name: "costValue", value: conversion?.payout.map { .text($0.amount.description) } ?? .null),
            (name: "currency", value: conversion?.payout.map { .string($0.currency.code) } ?? .null),
            (name: "createdAt", value: .integer(createdAt.seconds)),
        ]
        if isRepeat { members.append((name: "repeat", value: true)) }
        return .object(members)
    }
}

extension JSONValue {
    fileprivate init(_ number: Int64?) {
        self = number.map(JSONValue.integer) ?? .null
    }
}
