import JSON
import Tracking

/// Schemas and answers that several operations share.
extension OpenAPI {
    static var schemas: [(name: String, value: JSONValue)] {
        [
            (name: "Recorded", value: Schema.object(["clickId": ["type": "string", "format": "uuid"]])),
            (name: "Error", value: error), (name: "Message", value: Schema.object(["message": Schema.text])),
            (name: "Pagination", value: pagination), (name: "NewCampaign", value: newCampaign()),
            (name: "CampaignChange", value: newCampaign(isChange: true)), (name: "Campaign", value: campaign),
            (name: "StatusMapper", value: statusMapper),
            (name: "Statistics", value: statistics), (name: "Figures", value: figures),
            (name: "Lead", value: lead), (name: "Journey", value: journey),
            (name: "Expenses", value: expenses), (name: "ExpenseDay", value: expenseDay),
            (name: "Unattributed", value: unattributed),
        ]
    }

    static var sharedResponses: [(name: String, value: JSONValue)] {
        let descriptions: KeyValuePairs = [
            "BadRequest": "The body is not JSON, or not whole.",
            "Unauthorized": "The login is missing or wrong.",
            "Forbidden": "The login may not do this, or came a wrong way.",
            "UnsupportedMediaType": "The body is of a type that is not taken.",
            "ContentTooLarge": "The body is too large.",
            "LengthRequired": "A form came without its length, so that nobody can tell whether it is whole.",
            "UnprocessableEntity": "Fields are wrong; `errors` names all of them.",
            "ServiceUnavailable": "Not now; Retry-After says when.",
        ]
        let errors = descriptions.map { name, description in
            (name: name, value: response(description, Schema.reference("Error")))
        }
        let message = Schema.reference("Message")
        let badParameter = Schema.object([
            "message": Schema.text, "expensesDistributionParameter": Schema.text,
        ])
        return errors + [
            (name: "NotFound", value: response("There is no such thing.", message)),
            (
                name: "BadExpenses",
                value: response(
                    "The distribution parameter is another one than that in force, or the body is not JSON.",
                    ["anyOf": [badParameter, Schema.reference("Error")]])
            ),
        ]
    }

    private static func response(_ description: String, _ schema: JSONValue) -> JSONValue {
        ["description": .string(description), "content": ["application/json": ["schema": schema]]]
    }

    /// What is said about a body as a whole is a list; about fields it is a list for each.
    private static var error: JSONValue {
        let messages = Schema.array(of: Schema.text)
        let bySource = Schema.map(of: ["anyOf": [messages, Schema.map(of: messages)]])
        return Schema.object(
            ["code": ["type": "integer"], "status": Schema.text, "message": Schema.text, "errors": bySource],
            optional: ["message", "errors"])
    }

    private static let pagination = Schema.object([
        "page": Schema.count, "pageSize": Schema.count, "sortBy": Schema.text,
        "sortOrder": Schema.oneOf(ListOrder.allCases.map(\.rawValue)), "total": Schema.count,
    ])

    private static let statuses = LeadStatus.allCases.map(\.rawValue)

    private static let statusMapper = Schema.object(
        [
            "parameter": Schema.orNull(["type": "string", "minLength": 1]),
            "mapping": Schema.orNull(Schema.map(of: Schema.oneOf(statuses))),
        ],
        optional: ["parameter", "mapping"], isOpen: true)

    private static func newCampaign(isChange: Bool = false) -> JSONValue {
        let members: KeyValuePairs<String, JSONValue> = [
            "name": ["type": "string", "minLength": 1, "maxLength": 255],
            "costModel": Schema.oneOf(CostModel.allCases.map(\.rawValue)),
            "costValue": [
                "type": ["number", "string"], "minimum": 0, "maximum": .text("9999999999.99"),
                "pattern": "^[0-9]{1,10}(\\.[0-9]+)?$",
            ],
            "currency": [
                "type": "string", "pattern": "^[A-Za-z]{3}$", "description": "An ISO 4217 code.",
                "examples": ["usd"],
            ],
            "statusMapper": Schema.orNull(Schema.reference("StatusMapper")),
            "internalProcessUrl": Schema.null,
        ]
        guard isChange else { return Schema.object(members, optional: ["internalProcessUrl"]) }
        return Schema.object(
            members, and: ["archived": Schema.bool], optional: members.map(\.key) + ["archived"])
    }

    private static let campaign = Schema.object([
        "id": Schema.campaignID, "name": Schema.text,
        "costModel": Schema.oneOf(CostModel.allCases.map(\.rawValue)), "costValue": Schema.amount,
        "currency": Schema.text, "statusMapper": Schema.orNull(Schema.reference("StatusMapper")),
        "internalProcessUrl": Schema.null,
        "expensesDistributionParameter": Schema.orNull(Schema.text), "archived": Schema.bool,
        "summary": Schema.object([
            "clickCount": Schema.count, "clickShare": ["type": "number", "minimum": 0, "maximum": 1],
            "lastActivityAt": Schema.orNull(Schema.seconds),
        ]),
    ])
}
