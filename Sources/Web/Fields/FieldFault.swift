import Tracking

/// Why the value of a field is not taken.
protocol FieldFault: Error {
    /// The sentence that answers carry.
    var message: String { get }
}

/// What the domain finds wrong.
extension FieldProblem: FieldFault {}

/// What is wrong by the rules of queries and reports, in the words of the original's validator.
enum FieldRefusal: FieldFault {
    case notInteger
    case notBool
    case notDate
    case notTimeZone
    case notList
    case outOfRange(ClosedRange<Int64>)
    case tooMany(maximum: Int)
    case tooManyDays(maximum: Int)

    var message: String {
        switch self {
        case .notInteger: "Not a valid integer."
        case .notBool: "Not a valid boolean."
        case .notDate: "Not a valid date."
        case .notTimeZone: "Not a valid time zone."
        case .notList: "Not a valid list."
        case .outOfRange(let range):
            "Must be greater than or equal to \(range.lowerBound) and less than or equal to \(range.upperBound)."
        case .tooMany(let maximum): "Longer than maximum length \(maximum)."
        case .tooManyDays(let maximum): "The period may not be longer than \(maximum) days."
        }
    }
}
