/// An answer to be written as JSON; objects keep their order.
package enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case string(String)
    /// Valid JSON, written as it is: parameters kept exactly, decimals such as `10.00`.
    case text(String)
    case array([JSONValue])
    /// An array that is too long to be there as a whole.
    case elements(JSONElements)
    case object([(name: String, value: JSONValue)])

    /// The JSON text in UTF-8, without white space.
    package var serialized: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    func append(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let bool): bytes.append(contentsOf: bool ? "true".utf8 : "false".utf8)
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .string(let string): bytes.appendJSONString(Array(string.utf8))
        case .text(let text): bytes.append(contentsOf: text.utf8)
        case .array(let elements): Self.append(elements, to: &bytes)
        case .elements(let elements):
            Self.append((0..<elements.count).lazy.map(elements.element), to: &bytes)
        case .object(let members): Self.append(members, to: &bytes)
        }
    }

    private static func append(_ elements: some Sequence<JSONValue>, to bytes: inout [UInt8]) {
        bytes.append(ASCII.openBracket)
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(ASCII.comma) }
            element.append(to: &bytes)
        }
        bytes.append(ASCII.closeBracket)
    }

    private static func append(_ members: [(name: String, value: JSONValue)], to bytes: inout [UInt8]) {
        bytes.append(ASCII.openBrace)
        for (index, member) in members.enumerated() {
            if index > 0 { bytes.append(ASCII.comma) }
            bytes.appendJSONString(Array(member.name.utf8))
            bytes.append(ASCII.colon)
            member.value.append(to: &bytes)
        }
        bytes.append(ASCII.closeBrace)
    }
}
