import Markup

/// What a change of many journeys would do, and the button that does it.
package struct ChangePage: Page {
    package static let template = PageTemplate.change

    let heading: String
    /// A form that asks for a campaign; nil: it is chosen.
    let choice: Choice?
    let sentences: [String]
    /// How the journeys count before and after it.
    let money: Markup
    /// nil: nothing would change.
    let button: Button?
    let back: AddressChoice
    /// A panel with some of the journeys.
    let journeys: Markup

    package init(
        heading: String, choice: Choice?, sentences: [String], money: Markup, button: Button?,
        back: AddressChoice, journeys: Markup
    ) {
        self.heading = heading
        self.choice = choice
        self.sentences = sentences
        self.money = money
        self.button = button
        self.back = back
        self.journeys = journeys
    }

    package struct Choice: Sendable {
        let address: String
        /// Options of a field.
        let campaigns: Markup

        package init(address: String, campaigns: Markup) {
            self.address = address
            self.campaigns = campaigns
        }
    }

    package struct Button: Sendable {
        let title: String
        let address: String
        let hidden: [HiddenField]

        package init(_ title: String, _ address: String, _ hidden: [HiddenField]) {
            self.title = title
            self.address = address
            self.hidden = hidden
        }
    }
}
