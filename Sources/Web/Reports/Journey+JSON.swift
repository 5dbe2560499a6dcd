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
            (name: "repeats", value: .elements(JSONElements(reversing: repeats) { $0.json })),
            (name: "leads", value: .elements(JSONElements(reversing: leads) { $0.json })),
            (name: "postbacks", value: .elements(JSONElements(reversing: postbacks) { $0.json })),
        ]
        if surplusCount > 0 { members.append((name: "surplus", value: .integer(surplusCount))) }
        return .object(members)
    }

    /// What it takes in memory, in bytes: its texts, and no more of each event than this.
    var byteCount: Int {
        let texts =
            [click?.parameters ?? .empty] + repeats.map(\.parameters) + leads.map(\.parameters)
            + postbacks.map(\.parameters)
        return texts.reduce(0) { $0 + Int($1.byteCount) + Self.mostBesideParameters }
    }

    private static let mostBesideParameters = 256

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
