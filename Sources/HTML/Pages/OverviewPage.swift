import Markup

/// What every campaign brings.
package struct OverviewPage: Page {
    package static let template = PageTemplate.overview

    /// Which days, how many campaigns.
    let summary: String
    /// When something last came; nil: nothing yet.
    let lastEvent: Markup?
    /// Nothing has come for a campaign of the list.
    let hasNoEvent: Bool
    /// Of the report of all campaigns.
    let reportAddress: String
    /// How many campaigns are archived; nil: none.
    let archivedCount: String?
    let days: DayControls
    let attention: Attention
    /// What there is to see; nil while there is no campaign in the list.
    let figures: OverviewFigures?
    /// While no click has come for any campaign.
    let waiting: WaitingForClicks?

    package init(
        summary: String, lastEvent: Markup?, reportAddress: String, archivedCount: String?,
        days: DayControls, attention: Attention, figures: OverviewFigures?, waiting: WaitingForClicks?
    ) {
        self.summary = summary
        self.lastEvent = lastEvent
        hasNoEvent = lastEvent == nil && (figures != nil || archivedCount == nil)
        self.reportAddress = reportAddress
        self.archivedCount = archivedCount
        self.days = days
        self.attention = attention
        self.figures = figures
        self.waiting = waiting
    }
}

/// The figures of the campaigns that were looked for.
package struct OverviewFigures: Sendable {
    /// All together, each group on a line: what is counted, then the money of each currency.
    let cards: [CardGroup]
    let search: FieldValue
    /// Of the address, so that a search leaves days and order as they are.
    let hidden: [HiddenField]
    /// Empty when nothing was found.
    let table: Markup
    /// What was not found; nil: something was.
    let unfound: String?
    let allAddress: String
    let hasLinks: Bool
    let links: [AddressChoice]

    package init(
        cards: [CardGroup], search: String, hidden: [HiddenField], table: Markup, unfound: String?,
        allAddress: String, links: [AddressChoice]
    ) {
        self.cards = cards
        self.search = FieldValue(search)
        self.hidden = hidden
        self.table = table
        self.unfound = unfound
        self.allAddress = allAddress
        hasLinks = !links.isEmpty
        self.links = links
    }
}

/// Sums beside each other.
package struct CardGroup: Sendable {
    let cards: [Card]

    package init(_ cards: [Card]) {
        self.cards = cards
    }

    package struct Card: Sendable {
        let title: String
        /// Classes of the style sheet; nil: none.
        let style: String?
        let value: String
        let isNegative: Bool

        package init(title: String, style: String?, value: String, isNegative: Bool) {
            self.title = title
            self.style = style
            self.value = value
            self.isNegative = isNegative
        }
    }
}

/// Where it says how the first click comes.
package struct WaitingForClicks: Sendable {
    let campaign: String
    let address: String

    package init(campaign: String, address: String) {
        self.campaign = campaign
        self.address = address
    }
}
