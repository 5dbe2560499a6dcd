import JSON
import Tracking

/// How the texts of query fields are read.
enum FieldReading {
    /// An integer within a range.
    static func integer(in range: ClosedRange<Int64>) -> (String) throws(FieldProblem) -> Int64 {
        { text throws(FieldProblem) in
            let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
            guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            else { throw .notInteger }
            guard let number = Int64(text), range.contains(number) else { throw .outOfRange(range) }
            return number
        }
    }

    /// One of an enumeration's raw values.
    static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ text: String
    ) throws(FieldProblem) -> Choice {
        // Compared by bytes: a raw value is ASCII, and no other text may pass for it.
        guard let choice = Choice.allCases.first(where: { $0.rawValue.utf8.elementsEqual(text.utf8) }) else {
            throw .notOne(of: Choice.allCases.map(\.rawValue))
        }
        return choice
    }

    /// The words that marshmallow takes, which the original reads with (https://marshmallow.readthedocs.io,
    /// `fields.Boolean`), in any letter case.
    static func bool(_ text: String) throws(FieldProblem) -> Bool {
        // Of ASCII letters only: `ON` with a Kelvin sign's like is no word.
        switch String(decoding: text.utf8.map(\.lowercasedASCII), as: UTF8.self) {
        case "true", "t", "yes", "y", "on", "1": true
        case "false", "f", "no", "n", "off", "0": false
        default: throw .notBool
        }
    }

    /// Of a body: a literal, or what a query may have for one.
    static func literalOrBool(_ value: JSONText) throws(FieldProblem) -> Bool {
        guard value.kind != .null else { throw .null }
        return try bool(value.string ?? value.text)
    }

    static func campaignID(_ text: String) throws(FieldProblem) -> CampaignID {
        try CampaignID(JSONText(string: text))
    }

    static func clickID(_ text: String) throws(FieldProblem) -> ClickID {
        guard let id = ClickID(text) else { throw .notUUID }
        return id
    }

    /// `YYYY-MM-DD`, from 1970 on.
    static func day(_ text: String) throws(FieldProblem) -> ReportDay {
        guard let day = ReportDay(text) else { throw .notDate }
        return day
    }

    /// A name of the IANA time zone database.
    static func zone(_ text: String) throws(FieldProblem) -> ReportZone {
        guard let zone = ReportZone(identifier: text) else { throw .notTimeZone }
        return zone
    }
}
