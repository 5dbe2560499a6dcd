extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    /// An object with its members in the order written.
    package init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { (name: $0.0, value: $0.1) })
    }

    package init(arrayLiteral elements: JSONValue...) {
        self = .array(elements)
    }

    package init(stringLiteral string: String) {
        self = .string(string)
    }

    package init(integerLiteral number: Int64) {
        self = .integer(number)
    }

    package init(booleanLiteral bool: Bool) {
        self = .bool(bool)
    }

    package init(nilLiteral: ()) {
        self = .null
    }
}
