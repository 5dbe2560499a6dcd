import HTML
import Tracking

/// How a page's form says what the page has shown.
extension Horizon {
    static let fieldName = "seenFrom"

    var field: HiddenField { HiddenField(Self.fieldName, "\(journey).\(time.milliseconds)") }

    init(_ text: String) throws(FieldProblem) {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard numbers.count == 2, let journey = numbers[0], let milliseconds = numbers[1],
            journey >= 0, (0...Int64(Int32.max) * 1_000_000).contains(milliseconds)
        else { throw .notInteger }
        self.init(journey: journey, time: Timestamp(milliseconds: milliseconds))
    }
}
