import Markup

/// Everything that carries one click id, on a time line.
package struct JourneyPage: Page {
    package static let template = PageTemplate.journey

    let clickID: String
    /// The campaign, the status.
    let subtitle: Markup
    let zones: [FieldChoice]
    /// What is worth knowing of the whole.
    let notes: [String]
    let timeline: Markup
    /// To other parts of a long one.
    let links: [AddressChoice]
    /// Where all of it is as JSON.
    let json: String

    package init(
        clickID: String, subtitle: Markup, zones: [FieldChoice], notes: [String], timeline: Markup,
        links: [AddressChoice], json: String
    ) {
        self.clickID = clickID
        self.subtitle = subtitle
        self.zones = zones
        self.notes = notes
        self.timeline = timeline
        self.links = links
        self.json = json
    }
}

/// Nothing carries that click id, or it is none.
package struct MissingJourneyPage: Page {
    package static let template = PageTemplate.missingJourney

    let heading: String
    let explanation: String
    let clickID: FieldValue

    package init(heading: String, explanation: String, clickID: String) {
        self.heading = heading
        self.explanation = explanation
        self.clickID = FieldValue(clickID)
    }
}
