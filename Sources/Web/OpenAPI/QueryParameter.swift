import JSON
import Tracking

/// Fields of a query.
enum QueryParameter {
    static func optional(_ name: String, _ schema: JSONValue) -> JSONValue {
        ["name": .string(name), "in": "query", "required": false, "schema": schema]
    }

    static func required(_ name: String, _ schema: JSONValue) -> JSONValue {
        ["name": .string(name), "in": "query", "required": true, "schema": schema]
    }

    static func page(sortBy keys: [String], sizes: ClosedRange<Int64> = Page.sizes) -> [JSONValue] {
        [
            optional("page", Schema.integer(Page.numbers)),
            optional("pageSize", Schema.integer(sizes)),
            optional("sortBy", Schema.oneOf(keys)),
            optional("sortOrder", Schema.oneOf(ListOrder.allCases.map(\.rawValue))),
        ]
    }

    static let campaignID = required("campaignId", Schema.campaignID)
    static let timeZone = optional(
        "timezone",
        [
            "type": "string", "minLength": 1, "description": "An IANA name; UTC by default.",
            "examples": ["Europe/Kyiv"],
        ])
    static let format = optional("format", Schema.oneOf(AnswerFormat.allCases.map(\.rawValue)))
    static let raw = optional("raw", Schema.bool)
    static let sparse = optional(
        "sparse",
        [
            "type": "boolean", "default": false,
            "description":
                "Whether a day has only the groups with something on it, rather than every group of the answer.",
        ])
    static let byteOrderMark = optional("bom", Schema.bool)
    static let openPeriod = [optional("periodStart", Schema.day), optional("periodEnd", Schema.day)]
}
