import JSON

/// What one request brought, before it is known to be an event.
package struct EventFields: Sendable {
    private let object: JSONObject
    /// Whether an array stands for a key that came more than once, as in a query or a form.
    private let arraysAreRepeats: Bool

    /// The members of a JSON body.
    package init(json object: JSONObject) {
        self.object = object
        arraysAreRepeats = false
    }

    /// The pairs of a query or a form, percent-decoded and valid UTF-8, in order.
    ///
    /// Every value becomes a string; a repeated name keeps all its values, as an array at the first one's
    /// place.
    package init(pairs: [(name: [UInt8], value: [UInt8])]) {
        object = JSONObject(GroupedPairs(pairs).members)
        arraysAreRepeats = true
    }

    /// More than any landing page or network sends, and few enough to be named in reports.
    package static let maximumMemberCount = 1_000
    package static let maximumNameCount = 1_024
    /// Where problems of the whole event stand.
    package static let wholeName = "_schema"

    /// Adds what is wrong with the names of all members.
    func checkNames(problems: inout FieldErrors) {
        let isTooLong = object.members.contains { member in
            // An escape is longer than what it stands for: up to six times.
            let count = member.name.bytes.count - 2
            return count > 6 * Self.maximumNameCount
                || (count > Self.maximumNameCount
                    && (member.name.stringBytes ?? []).count > Self.maximumNameCount)
        }
        if isTooLong { problems.add(.nameTooLong(maximum: Self.maximumNameCount), in: Self.wholeName) }
    }

    /// The values of a field: one, or each of a repeated key's; empty when it is missing.
    func values(of name: String) -> [JSONText] {
        guard let value = object[name] else { return [] }
        return arraysAreRepeats ? value.elements ?? [value] : [value]
    }

    /// Everything but the named fields.
    func parameters(without names: [String]) -> Parameters {
        Parameters(json: object.text(without: names))
    }

    /// Why a required field is missing: perhaps only its spelling is wrong.
    func absence(of name: String) -> FieldProblem {
        let letters = Array(name.utf8).compactMap(\.nameLetter)
        for member in object.members {
            guard let bytes = member.name.stringBytes, Self.hasLetters(bytes.span, letters) else { continue }
            return .misspelled(expected: name, found: Self.hint(bytes))
        }
        return .missing
    }

    /// A name as an answer repeats it: whatever came, the answer stays small. It consists of letters, `_`, `-` and
    /// spaces, since it is nearly the right one.
    private static func hint(_ name: ArraySlice<UInt8>) -> String {
        let shown = String(decoding: name.prefix(maximumHintCount), as: UTF8.self)
        return name.count > maximumHintCount ? shown + "…" : shown
    }

    private static let maximumHintCount = 64

    /// Whether a name consists of these letters, but for letter case and word separators; reads no more of it than it must,
    /// since names may be many and long.
    private static func hasLetters(_ name: Span<UInt8>, _ letters: [UInt8]) -> Bool {
        var place = 0
        for offset in name.indices {
            guard let letter = name[offset].nameLetter else { continue }
            guard place < letters.count, letters[place] == letter else { return false }
            place += 1
        }
        return place == letters.count
    }
}
