import Markup

/// A tracking request that was refused, with all that is kept of it.
package struct RefusalPage: Page {
    package static let template = PageTemplate.refusal

    /// Sentences.
    let explanation: String
    let facts: [Fact]
    /// What a stranger has sent: shown when somebody asks for it.
    let parts: [Part]

    package init(explanation: String, facts: [Fact], parts: [Part]) {
        self.explanation = explanation
        self.facts = facts
        self.parts = parts
    }

    package struct Fact: Sendable {
        let name: String
        let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package struct Part: Sendable {
        /// Its name and how much of it there is.
        let title: String
        /// Line by line; empty when there is nothing.
        let text: Markup

        package init(_ title: String, _ text: String) {
            self.title = title
            let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
            self.text = Markup { page in
                for (place, line) in lines.enumerated() {
                    if place > 0 { page.single("br") }
                    page.text(String(line))
                }
            }
        }
    }
}
