import JSON

/// A mapper as something that people change, a row for each entry.
extension StatusMapper {
    /// A word and what it means. The word is in its JSON spelling, in which alone each can be given back exactly.
    package typealias SpelledEntry = (word: JSONText, status: LeadStatus)

    /// The parameter in its JSON spelling; nil when the mapper looks at none.
    package var spelledParameter: JSONText? {
        parsed?["parameter"].flatMap { $0.kind == .string ? $0 : nil }
    }

    package var spelledEntries: [SpelledEntry] {
        let members = parsed?["mapping"]?.object?.members ?? []
        return zip(members, entries).map { (word: $0.name, status: $1.status) }
    }

    /// A mapper with a parameter, or none, and entries in this order. What else a former one has in its JSON stays.
    package init(
        replacing former: StatusMapper?, parameter: JSONText?, entries: [SpelledEntry]
    ) throws(FieldErrors) {
        let mapping = JSONObject(
            entries.map { JSONObject.Member(name: $0.word, value: JSONText(string: $0.status.rawValue)) })
        var members: [JSONObject.Member] = []
        if let parameter {
            members.append(JSONObject.Member(name: JSONText(string: "parameter"), value: parameter))
        }
        members.append(
            JSONObject.Member(name: JSONText(string: "mapping"), value: try Self.text(of: mapping)))
        let own = ["parameter", "mapping"].map { Array($0.utf8)[...] }
        members += (former?.parsed?.members ?? []).filter { member in
            !own.contains { $0 == member.name.stringBytes }
        }
        try self.init(Self.text(of: JSONObject(members)))
    }

    private var parsed: JSONObject? { try? JSONObject(parsing: Array(json.utf8)) }

    private static func text(of object: JSONObject) throws(FieldErrors) -> JSONText {
        do throws(JSONError) {
            return try JSONText(parsing: Array(object.text().utf8))
        } catch {
            throw FieldErrors(.notJSON, in: "statusMapper")
        }
    }
}
