import Markup

/// What counts for no campaign.
package struct UnattributedPage: Page {
    package static let template = PageTemplate.unattributed

    /// What is known of the clicks, in a sentence.
    let clicks: String
    /// By the number that they sent.
    let numbers: Markup
    let links: [AddressChoice]
    let hasLinks: Bool
    /// What is known of events that wait for their click, in a sentence.
    let waiting: String
    /// Some of their journeys.
    let journeys: Markup

    package init(clicks: String, numbers: Markup, links: [AddressChoice], waiting: String, journeys: Markup) {
        self.clicks = clicks
        self.numbers = numbers
        self.links = links
        hasLinks = !links.isEmpty
        self.waiting = waiting
        self.journeys = journeys
    }
}
