import JSON

extension StatusMapper {
    /// Reads a mapper's JSON, such as a stored one or a file's.
    package init(json: String) throws(FieldErrors) {
        guard let value = try? JSONText(parsing: Array(json.utf8)) else {
            throw FieldErrors(.notJSON, in: "statusMapper")
        }
        try self.init(value)
    }

    /// Makes a mapper of single words, as the command line gives them; of the same word the last status
    /// counts.
    package init(
        parameter: String, mapping: [(word: String, status: LeadStatus)]
    ) throws(FieldErrors) {
        let members = mapping.map { entry in
            JSONObject.Member(
                name: JSONText(string: entry.word), value: JSONText(string: entry.status.rawValue))
        }
        let json: JSONValue = [
            "parameter": .string(parameter),
            "mapping": .text(JSONObject(members).text()),
        ]
        try self.init(json: String(decoding: json.serialized, as: UTF8.self))
    }
}
