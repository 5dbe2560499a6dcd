import JSON
import Tracking

extension Journey {
    /// The journey as an answer and as the command line show it, newest events first.
    ///
    /// Without a click `campaignId` is null, the parameters are empty and the first event stands for the day.
    package var json: JSONValue {
        [
            "clickId": .string(clickID.description),
            "campaignId": JSONValue((campaign?.id ?? click?.sentCampaignID)?.number),
            "campaignName": campaign.map { .string($0.name) } ?? .null,
            "parameters": .text((click?.parameters ?? .empty).json),
            "createdAt": JSONValue((click?.createdAt ?? firstEventAt)?.seconds),
            "repeats": .array(repeats.reversed().map(\.json)),
            "leads": .array(leads.reversed().map(\.json)),
            "postbacks": .array(postbacks.reversed().map(\.json)),
        ]
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
