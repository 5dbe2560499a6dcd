import Markup

/// How the service and its database fare.
package struct StatusPage: Page {
    package static let template = PageTemplate.status

    /// Why an event would be refused now, and what to do; nil: it would be stored.
    let problem: String?
    let sections: [Section]

    package init(problem: String?, sections: [Section]) {
        self.problem = problem
        self.sections = sections
    }

    package struct Section: Sendable {
        let heading: String
        let facts: [Fact]

        package init(_ heading: String, _ facts: [Fact]) {
            self.heading = heading
            self.facts = facts
        }
    }

    /// Something that is known, and what to do where it is not as it should be.
    package struct Fact: Sendable {
        let name: String
        let value: Markup
        let advice: String?

        package init(_ name: String, _ value: String, advice: String? = nil) {
            self.init(name, Markup(text: value), advice: advice)
        }

        package init(_ name: String, _ value: Markup, advice: String? = nil) {
            self.name = name
            self.value = value
            self.advice = advice
        }
    }
}
