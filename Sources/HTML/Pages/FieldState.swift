/// What is in a field of a form, and what is wrong with it.
package struct FieldState: Sendable {
    let value: FieldValue
    /// Sentences.
    let problem: String?

    package init(_ text: String, problem: String? = nil) {
        value = FieldValue(text)
        self.problem = problem
    }
}

/// One of the choices of a field.
package struct FieldChoice: Sendable {
    let value: FieldValue
    let title: String
    let isChosen: Bool

    package init(_ value: String, title: String, isChosen: Bool) {
        self.value = FieldValue(value)
        self.title = title
        self.isChosen = isChosen
    }
}
