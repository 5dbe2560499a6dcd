import JSON
import Tracking

/// Pieces of JSON Schema (draft 2020-12).
enum Schema {
    /// An object with these members and, where `isOpen`, others; all are there but the optional ones.
    static func object(
        _ members: KeyValuePairs<String, JSONValue>, and others: KeyValuePairs<String, JSONValue> = [:],
        optional: [String] = [], isOpen: Bool = false
    ) -> JSONValue {
        let members = Array(members) + Array(others)
        let required = members.map(\.key).filter { !optional.contains($0) }
        return [
            "type": "object",
            "properties": .object(members.map { (name: $0.key, value: $0.value) }),
            "required": .array(required.map(JSONValue.string)),
            "additionalProperties": .bool(isOpen),
        ]
    }

    /// An object whose members have any names and one schema.
    static func map(of schema: JSONValue) -> JSONValue {
        ["type": "object", "additionalProperties": schema]
    }

    static func array(of schema: JSONValue) -> JSONValue { ["type": "array", "items": schema] }

    /// A part of a list.
    static func page(of schema: JSONValue, filters: JSONValue? = nil) -> JSONValue {
        guard let filters else {
            return object(["content": array(of: schema), "pagination": reference("Pagination")])
        }
        return object([
            "content": array(of: schema), "pagination": reference("Pagination"), "filters": filters,
        ])
    }

    static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

    static func oneOf(_ texts: [String]) -> JSONValue {
        ["type": "string", "enum": .array(texts.map(JSONValue.string))]
    }

    static func integer(_ range: ClosedRange<Int64>) -> JSONValue {
        [
            "type": "integer", "minimum": .integer(range.lowerBound),
            "maximum": .integer(range.upperBound),
        ]
    }

    static func orNull(_ schema: JSONValue) -> JSONValue { ["anyOf": [schema, ["type": "null"]]] }

    static let text: JSONValue = ["type": "string"]
    static let count: JSONValue = ["type": "integer", "minimum": 0]
    static let bool: JSONValue = ["type": "boolean"]
    static let number: JSONValue = ["type": "number"]
    static let null: JSONValue = ["type": "null"]
    static let day: JSONValue = [
        "type": "string", "format": "date", "pattern": "^(19[7-9][0-9]|[2-9][0-9]{3})-[0-9]{2}-[0-9]{2}$",
        "description": "From 1970-01-01 to 9999-12-31.",
    ]
    static let seconds: JSONValue = ["type": "integer", "description": "Unix time in seconds."]
    static let amount: JSONValue = ["type": "number", "minimum": 0]
    /// What somebody states, other than a sum.
    static let statedAmount: JSONValue = [
        "type": "number", "minimum": 0, "maximum": .text("9999999999.99"),
        "description": .string(
            """
            At most \(ExpenseAmount.maximumDecimalCount) decimals and \(ExpenseAmount.maximumTextCount) characters; read \
            back as it was sent.
            """),
    ]
    static let anyObject: JSONValue = ["type": "object"]
    static let campaignID = integer(1...9_007_199_254_740_991)
}
