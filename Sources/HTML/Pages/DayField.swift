/// A day in a field of a form, and what is wrong with it.
///
/// A browser shows nothing in a field for days that has anything else in it: that stands in a field for texts.
package struct DayField: Sendable {
    /// Of the `input`.
    let type: String
    let value: FieldValue
    /// Sentences.
    let problem: String?

    /// `isDay`: whether the text is a day, or empty.
    package init(_ text: String, isDay: Bool, problem: String? = nil) {
        type = isDay ? "date" : "text"
        value = FieldValue(text)
        self.problem = problem
    }
}
