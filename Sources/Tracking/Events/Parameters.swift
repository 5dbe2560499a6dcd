import JSON

/// The extra members of an event, kept as the exact JSON text that came.
///
/// Equal means the same bytes: Swift's own comparison of strings would take two spellings of one letter as
/// equal.
package struct Parameters: Sendable {
    package static let empty = Parameters(json: "{}")

    /// An object's text without white space between its members.
    package let json: String

    /// Takes the text of a JSON object, such as a stored one.
    package init(json: String) {
        self.json = json
    }

    /// Of the text.
    package var byteCount: Int64 { Int64(json.utf8.count) }

    /// The value of one parameter, its name compared by bytes; nil when there is none.
    package subscript(_ name: String) -> JSONText? {
        JSONObject.value(bytes: Array(name.utf8), in: json)
    }

    /// The value of the parameter whose decoded name has these bytes.
    package subscript(bytes name: [UInt8]) -> JSONText? {
        JSONObject.value(bytes: name, in: json)
    }

    /// Names and values in their order.
    package var members: [JSONObject.Member] {
        object?.members ?? []
    }

    private var object: JSONObject? {
        try? JSONObject(parsing: Array(json.utf8))
    }
}

extension Parameters: Hashable {
    package static func == (left: Parameters, right: Parameters) -> Bool {
        left.json.utf8.elementsEqual(right.json.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(Array(json.utf8))
    }
}
