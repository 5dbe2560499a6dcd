import JSON
import Tracking

/// Schemas of reports.
extension OpenAPI {
    private static let statuses = LeadStatus.allCases.map(\.rawValue)
    private static let status = Schema.orNull(Schema.oneOf(statuses))

    /// Where another currency than the campaign's is among them.
    private static let amountsByCurrency = Schema.map(of: Schema.amount)

    /// A day, a group or the total: figures by fixed names, and groups by the values of a parameter.
    static var figures: JSONValue {
        let conversions = Schema.object(
            ["leads": Schema.count, "payouts": Schema.amount, "payoutsByCurrency": amountsByCurrency],
            optional: ["payoutsByCurrency"])
        let members: KeyValuePairs<String, JSONValue> = [
            "expenses": Schema.amount, "expensesByCurrency": amountsByCurrency, "roi_accepted": Schema.number,
            "roi_expected": Schema.number,
            "profit_accepted": Schema.number, "profit_expected": Schema.number, "clicks": Schema.count,
            "statuses": [
                "type": "object", "required": .array(statuses.map(JSONValue.string)),
                "additionalProperties": conversions,
            ],
            "cr": Schema.amount, "epc": Schema.amount, "approvalRate": Schema.amount,
            "repeats": Schema.count, "unattributed": Schema.count,
        ]
        return [
            "type": "object", "properties": .object(members.map { (name: $0.key, value: $0.value) }),
            "additionalProperties": Schema.reference("Figures"),
        ]
    }

    static var statistics: JSONValue {
        let texts = Schema.array(of: Schema.text)
        return Schema.object([
            "content": Schema.object(
                [
                    "report": Schema.map(of: Schema.reference("Figures")),
                    "total": Schema.reference("Figures"), "parameters": texts, "groupParameters": texts,
                    // Where every group on every day would be too many.
                    "sparse": ["const": true],
                    // Where some journeys were left out.
                    "filters": Schema.map(of: Schema.text),
                ], optional: ["sparse", "filters"])
        ])
    }

    static let lead = Schema.object([
        "clickId": Schema.text, "status": status, "costValue": Schema.orNull(Schema.amount),
        "currency": Schema.orNull(Schema.text), "createdAt": Schema.seconds,
    ])

    static var journey: JSONValue {
        let postback = Schema.object(
            [
                "parameters": Schema.anyObject, "status": status, "costValue": Schema.orNull(Schema.amount),
                "currency": Schema.orNull(Schema.text), "createdAt": Schema.seconds, "repeat": Schema.bool,
            ], optional: ["repeat"])
        return Schema.object(
            [
                "clickId": Schema.text, "campaignId": Schema.orNull(Schema.campaignID),
                "campaignName": Schema.orNull(Schema.text), "parameters": Schema.anyObject,
                "createdAt": Schema.orNull(Schema.seconds),
                "repeats": Schema.array(
                    of: Schema.object([
                        "campaignId": Schema.campaignID, "parameters": Schema.anyObject,
                        "createdAt": Schema.seconds,
                    ])),
                "leads": Schema.array(
                    of: Schema.object(["parameters": Schema.anyObject, "createdAt": Schema.seconds])),
                "postbacks": Schema.array(of: postback), "surplus": Schema.count,
            ], optional: ["surplus"])
    }

    static let expenseDay = Schema.object(
        [
            "date": Schema.day, "distribution": Schema.map(of: Schema.statedAmount), "currency": Schema.text,
        ], optional: ["currency"])

    static let expenses = Schema.object([
        "campaignId": Schema.campaignID, "distributionParameter": ["type": "string", "minLength": 1],
        "dates": Schema.array(of: Schema.reference("ExpenseDay")),
    ])

    static var unattributed: JSONValue {
        let clicks = Schema.object([
            "sentCampaignId": Schema.campaignID, "clicks": Schema.count, "firstAt": Schema.seconds,
            "lastAt": Schema.seconds,
        ])
        let others = Schema.object([
            "journeys": Schema.count, "leads": Schema.count, "postbacks": Schema.count,
            "firstAt": Schema.orNull(Schema.seconds), "lastAt": Schema.orNull(Schema.seconds),
        ])
        return Schema.object([
            "content": Schema.array(of: clicks), "pagination": Schema.reference("Pagination"),
            "otherNumbers": Schema.object(["clicks": Schema.count]), "eventsWithoutClick": others,
        ])
    }
}
