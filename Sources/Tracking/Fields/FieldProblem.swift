/// What is wrong with one field of a request.
package enum FieldProblem: Error, Hashable, Sendable {
    case missing
    /// Missing, but a name that is nearly the right one is there.
    case misspelled(expected: String, found: String)
    case null
    case notNull
    case unknownField
    /// Unknown, but nearly the name of another one.
    case nearly(expected: String)
    case notUUID
    case notInteger
    case notNumber
    case notBool
    case notString
    case notDate
    case notTimeZone
    case notList
    case notObject
    case notJSON
    case notOne(of: [String])
    case numberTooLarge
    /// Of a number's value.
    case tooManyDecimals(maximum: Int)
    case negative
    case outOfRange(ClosedRange<Int64>)
    case tooShort(minimum: Int)
    case tooLong(maximum: Int)
    /// A list has more elements than it may have.
    case tooMany(maximum: Int)
    /// The elements of a list have more values in all than they may have.
    case tooManyValues(maximum: Int)
    /// What is stored of the days in a list is more than is replaced at once.
    case tooManyReplaced(limit: Int)
    case tooManyDays(maximum: Int)
    /// The parameters to group a report by have too many values.
    case tooManyGroups(limit: Int)
    /// Their values are too long together, in bytes.
    case groupsTooLong(limit: Int)
    /// Of an event's top level, or of the pairs of a query.
    case tooManyMembers(maximum: Int)
    /// A name of an event's member, in bytes.
    case nameTooLong(maximum: Int)
    /// A journey that keeps no further event of this kind.
    case journeyFull
    case controlCharacter
    /// Half of a surrogate pair, which is stored as U+FFFD, whichever it was.
    case loneSurrogate
    /// Reports have one key for it and for another value of the same day.
    case sameKey
    /// Clicks would be moved to the campaign that they count for.
    case sameCampaign
    /// The first day of a change, behind the last one, which is today unless it is given.
    case afterPeriodEnd
    case notCurrency
    /// A parameter that is in none of a campaign's clicks; `near` are those whose names are nearly the same.
    case noClicksParameter(near: [String])
    /// A value of a mapper's mapping is none of the four statuses.
    case notLeadStatus

    /// The sentence that answers carry.
    package var message: String {
        switch self {
        case .missing: "Missing data for required field."
        case .misspelled(let expected, let found):
            "\(FieldProblem.missing.message) Did you mean \(expected) instead of \(found)?"
        case .null: "Field may not be null."
        case .notNull: "Must be null."
        case .unknownField: "Unknown field."
        case .nearly(let expected): "\(FieldProblem.unknownField.message) Did you mean \(expected)?"
        case .notUUID: "Not a valid UUID."
        case .notInteger: "Not a valid integer."
        case .notNumber: "Not a valid number."
        case .notBool: "Not a valid boolean."
        case .notString: "Not a valid string."
        case .notDate: "Not a valid date."
        case .notTimeZone: "Not a valid time zone."
        case .notList: "Not a valid list."
        case .notObject: "Not a valid mapping type."
        case .notJSON: "Not valid JSON."
        case .notOne(let choices): "Must be one of: \(choices.joined(separator: ", "))."
        case .numberTooLarge: "Number too large."
        case .tooManyDecimals(let maximum): "More than \(maximum) decimals."
        case .negative: "Must be greater than or equal to 0."
        case .outOfRange(let range):
            "Must be greater than or equal to \(range.lowerBound) and less than or equal to \(range.upperBound)."
        case .tooShort(let minimum): "Shorter than minimum length \(minimum)."
        case .tooLong(let maximum), .tooMany(let maximum): "Longer than maximum length \(maximum)."
        case .tooManyValues(let maximum): "More than \(maximum) values in all."
        case .tooManyReplaced(let limit):
            "These days have more than \(limit) stored values. Send fewer days at once."
        case .tooManyDays(let maximum): "The period may not be longer than \(maximum) days."
        case .tooManyGroups(let limit):
            "More than \(limit) groups. Group by another parameter, or ask for fewer days."
        case .groupsTooLong(let limit):
            "Values of more than \(limit) bytes in all. Group by another parameter, or ask for fewer days."
        case .tooManyMembers(let maximum): "More than \(maximum) members on the top level."
        case .nameTooLong(let maximum): "A name is longer than \(maximum) bytes."
        case .journeyFull: "This clickId has as many events, or as long ones, as are kept."
        case .controlCharacter: "Control characters are not allowed."
        case .loneSurrogate: "Half of a surrogate pair is no character."
        case .sameKey: "Reports have one key for this value and another one of the day."
        case .sameCampaign: "Must be another campaign."
        case .afterPeriodEnd: "Must not be after the period's last day."
        case .notCurrency: "Not a valid currency code."
        case .noClicksParameter(let near):
            "No click of the campaign has this parameter."
                + (near.isEmpty ? "" : " Did you mean \(near.joined(separator: ", "))?")
        case .notLeadStatus:
            "statusMapper.mapping values must be one of: accept, expect, reject, trash."
        }
    }
}
