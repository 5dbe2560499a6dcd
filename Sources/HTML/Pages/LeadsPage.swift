import Markup

/// The leads of a campaign, or all its journeys, or those whose click ids begin as somebody has typed.
package struct LeadsPage: Page {
    package static let template = PageTemplate.leads

    let heading: String
    let filters: Filters
    /// What was wrong with the filters.
    let problems: [String]
    let hasProblems: Bool
    /// One sentence above the table.
    let summary: String?
    let table: Markup
    /// To other parts of the list.
    let links: [AddressChoice]
    let hasLinks: Bool
    /// Where the whole list is as CSV; nil: there is none.
    let csv: String?
    /// What to do where nothing is listed.
    let advice: [String]

    package init(
        heading: String, filters: Filters, problems: [String], summary: String?, table: Markup,
        links: [AddressChoice], csv: String?, advice: [String]
    ) {
        self.heading = heading
        self.filters = filters
        self.problems = problems
        hasProblems = !problems.isEmpty
        self.summary = summary
        self.table = table
        self.links = links
        hasLinks = !links.isEmpty
        self.csv = csv
        self.advice = advice
    }

    /// The form above the list.
    package struct Filters: Sendable {
        /// Options of a field: many.
        let campaigns: Markup
        /// Which journeys are listed.
        let scopes: [FieldChoice]
        let periods: [AddressChoice]
        let period: String
        let firstDay: DayField
        let lastDay: DayField
        let datings: [FieldChoice]
        let statuses: [FieldChoice]
        let zones: [FieldChoice]
        let clickID: FieldValue
        /// Names of parameters that may be meant.
        let names: [FieldValue]
        let hidden: [HiddenField]
        /// Filters and columns that are chosen, each with the address without it.
        let chosen: [AddressChoice]
        let isNarrowed: Bool
        /// Whether those fields are shown that are rarely needed.
        let areMoreOpen: Bool

        package init(
            campaigns: Markup, scopes: [FieldChoice], periods: [AddressChoice], period: String,
            firstDay: DayField, lastDay: DayField, datings: [FieldChoice], statuses: [FieldChoice],
            zones: [FieldChoice], clickID: String,
            names: [String], hidden: [HiddenField], chosen: [AddressChoice], areMoreOpen: Bool
        ) {
            self.campaigns = campaigns
            self.scopes = scopes
            self.periods = periods
            self.period = period
            self.firstDay = firstDay
            self.lastDay = lastDay
            self.datings = datings
            self.statuses = statuses
            self.zones = zones
            self.clickID = FieldValue(clickID)
            self.names = names.map(FieldValue.init)
            self.hidden = hidden
            self.chosen = chosen
            isNarrowed = !chosen.isEmpty
            self.areMoreOpen = areMoreOpen
        }
    }
}
