/// What went wrong, and what to do.
package struct FailurePage: Page {
    package static let template = PageTemplate.failure

    let heading: String
    /// Sentences.
    let explanation: [String]

    package init(heading: String, explanation: [String]) {
        self.heading = heading
        self.explanation = explanation
    }
}
