/// What is wrong with one field of a request.
package enum FieldProblem: Error, Hashable, Sendable {
    case missing
    /// Missing, but a name that is nearly the right one is there.
    case misspelled(expected: String, found: String)
    case null
    case unknownField
    case notUUID
    case notInteger
    case notNumber
    case notString
    case notObject
    case notJSON
    case notOne(of: [String])
    case numberTooLarge
    case negative
    case tooShort(minimum: Int)
    case tooLong(maximum: Int)
    case controlCharacter
    case notCurrency
    /// A value of a mapper's mapping is none of the four statuses.
    case notLeadStatus

    /// The sentence that answers carry.
    package var message: String {
        switch self {
        case .missing: "Missing data for required field."
        case .misspelled(let expected, let found):
            "\(FieldProblem.missing.message) Did you mean \(expected) instead of \(found)?"
        case .null: "Field may not be null."
        case .unknownField: "Unknown field."
        case .notUUID: "Not a valid UUID."
        case .notInteger: "Not a valid integer."
        case .notNumber: "Not a valid number."
        case .notString: "Not a valid string."
        case .notObject: "Not a valid mapping type."
        case .notJSON: "Not valid JSON."
        case .notOne(let choices): "Must be one of: \(choices.joined(separator: ", "))."
        case .numberTooLarge: "Number too large."
        case .negative: "Must be greater than or equal to 0."
        case .tooShort(let minimum): "Shorter than minimum length \(minimum)."
        case .tooLong(let maximum): "Longer than maximum length \(maximum)."
        case .controlCharacter: "Control characters are not allowed."
        case .notCurrency: "Not a valid currency code."
        case .notLeadStatus:
            "statusMapper.mapping values must be one of: accept, expect, reject, trash."
        }
    }
}
