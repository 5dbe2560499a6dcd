/// What a change would do, before it is done.
package struct ConfirmationPage: Page {
    package static let template = PageTemplate.confirmation

    let heading: String
    /// Sentences.
    let explanation: [String]
    /// Sentences on what is not seen at once, and hard to take back.
    let warnings: [String]
    let hasWarnings: Bool
    /// Where the form goes.
    let address: String
    let fields: [Field]
    /// What the button says.
    let action: String
    /// Where one goes who thinks better of it.
    let wayBack: String

    /// What the form sends with it.
    package struct Field: Sendable {
        let name: String
        let value: FieldValue

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = FieldValue(value)
        }
    }

    package init(
        heading: String, explanation: [String], warnings: [String] = [], address: String, fields: [Field],
        action: String, wayBack: String
    ) {
        self.heading = heading
        self.explanation = explanation
        self.warnings = warnings
        hasWarnings = !warnings.isEmpty
        self.address = address
        self.fields = fields
        self.action = action
        self.wayBack = wayBack
    }
}
