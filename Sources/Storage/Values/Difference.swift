/// A figure that does not follow from the events.
package struct Difference: Hashable, Sendable {
    /// The table, the row and the column.
    package let what: String
    /// What the events come to.
    package let expected: String
    package let found: String

    package init(what: String, expected: String, found: String) {
        self.what = what
        self.expected = expected
        self.found = found
    }
}

extension Difference: CustomStringConvertible {
    package var description: String { "\(what): \(expected) expected, \(found) found" }
}
