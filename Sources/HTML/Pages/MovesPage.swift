import Markup

/// Moves of clicks from one campaign to another: a form for a new one, and those that there are.
package struct MovesPage: Page {
    package static let template = PageTemplate.moves

    let problems: [String]
    let hasProblems: Bool
    /// Options of the two fields.
    let sources: Markup
    let targets: Markup
    let firstDay: DayField
    let lastDay: DayField
    let zones: [FieldChoice]
    let name: FieldValue
    let value: FieldValue
    let runs: Markup
    let links: [AddressChoice]
    let hasLinks: Bool
    /// What to know where there is none.
    let advice: String?

    package init(
        problems: [String], sources: Markup, targets: Markup, firstDay: DayField, lastDay: DayField,
        zones: [FieldChoice], name: String, value: String, runs: Markup, links: [AddressChoice],
        advice: String?
    ) {
        self.problems = problems
        hasProblems = !problems.isEmpty
        self.sources = sources
        self.targets = targets
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.zones = zones
        self.name = FieldValue(name)
        self.value = FieldValue(value)
        self.runs = runs
        self.links = links
        hasLinks = !links.isEmpty
        self.advice = advice
    }
}
