import JSON

/// How a campaign reads a network's words: the parameter that carries them, and what each means.
///
/// As JSON: `{"parameter": "status", "mapping": {"approved": "accept", "hold": "expect"}}`.
package struct StatusMapper: Sendable {
    /// The text as it was given, which is how it is shown again.
    package let json: String
    /// nil: every postback is trash.
    package let parameter: String?
    /// In the mapper's order; without any every postback is trash, too.
    package let entries: [Entry]

    let parameterBytes: [UInt8]?
    let words: StatusWords

    package struct Entry: Hashable, Sendable {
        package let word: String
        package let status: LeadStatus
    }

    /// A mapper is part of every campaign read, and a mapping of more words is a mistake.
    private static let maximumSize = 65_536

    /// Reads the value of a `statusMapper` field that is not null.
    package init(_ value: JSONText) throws(FieldErrors) {
        guard value.bytes.count <= Self.maximumSize else {
            throw FieldErrors(.tooLong(maximum: Self.maximumSize), in: "statusMapper")
        }
        guard let object = value.object else {
            throw FieldErrors(value.kind == .null ? .null : .notObject, in: "statusMapper")
        }
        var error = FieldErrors()
        let parameter = Self.parameter(in: object, problems: &error)
        let members = Self.mapping(in: object, problems: &error)
        guard error.isEmpty else { throw error }
        json = value.text
        self.parameter = parameter?.string
        parameterBytes = parameter?.stringBytes.map(Array.init)
        entries = members.map { Entry(word: $0.word.string ?? "", status: $0.status) }
        words = StatusWords(members.map { $0.word.stringBytes ?? [] })
    }
}

extension StatusMapper {
    private static func parameter(in object: JSONObject, problems: inout FieldErrors) -> JSONText? {
        guard let parameter = object["parameter"], parameter.kind != .null else { return nil }
        if let bytes = parameter.stringBytes {
            if bytes.isEmpty { problems.add(.tooShort(minimum: 1), in: "statusMapper.parameter") }
        } else {
            problems.add(.notString, in: "statusMapper.parameter")
        }
        return parameter
    }

    private static func mapping(
        in object: JSONObject, problems: inout FieldErrors
    ) -> [(word: JSONText, status: LeadStatus)] {
        guard let value = object["mapping"], value.kind != .null else { return [] }
        guard let mapping = value.object else {
            problems.add(.notObject, in: "statusMapper.mapping")
            return []
        }
        var members: [(word: JSONText, status: LeadStatus)] = []
        for member in mapping.members {
            guard let status = member.value.string.flatMap(LeadStatus.init(rawValue:)) else {
                problems.add(.notLeadStatus, in: "statusMapper")
                return []
            }
            members.append((word: member.name, status: status))
        }
        return members
    }
}

extension StatusMapper: Hashable {
    package static func == (left: StatusMapper, right: StatusMapper) -> Bool {
        left.json.utf8.elementsEqual(right.json.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(Array(json.utf8))
    }
}
