import Markup

/// What a campaign's journeys, or those of all campaigns, come to in some days.
package struct ReportPage: Page {
    package static let template = PageTemplate.report

    /// Of the campaign; nil: the report is of all.
    let number: String?
    let heading: String
    /// To other pages about the same.
    let ways: [Link]
    /// What the campaign pays, and whether it is archived, in a few words; nil: the report is of all.
    let terms: String?
    let periods: [Choice]
    let form: Form
    let chips: [Chip]
    let hasChips: Bool
    /// What was wrong with the address; sentences.
    let problems: [String]
    let hasProblems: Bool
    /// nil where something was wrong, or it is not there yet.
    let content: Content?
    /// Whether the content comes later, behind the page's seam.
    let isBeingMade: Bool

    package init(
        number: String?, heading: String, ways: [Link], terms: String?, periods: [Choice], form: Form,
        chips: [Chip], problems: [String], content: Content?, isBeingMade: Bool
    ) {
        self.number = number
        self.heading = heading
        self.ways = ways
        self.terms = terms
        self.periods = periods
        self.form = form
        self.chips = chips
        hasChips = !chips.isEmpty
        self.problems = problems
        hasProblems = !problems.isEmpty
        self.content = content
        self.isBeingMade = isBeingMade
    }

    package struct Link: Sendable {
        let text: String
        let address: String

        package init(_ text: String, to address: String) {
            self.text = text
            self.address = address
        }
    }

    /// One of several links, or of the options of a field.
    package struct Choice: Sendable {
        let text: String
        /// An address, or what a form sends.
        let value: FieldValue
        let isChosen: Bool

        package init(_ text: String, _ value: String, isChosen: Bool) {
            self.text = text
            self.value = FieldValue(value)
            self.isChosen = isChosen
        }
    }

    /// A condition that is in force, and the address of the report without it.
    package struct Chip: Sendable {
        let condition: String
        let without: String

        package init(_ condition: String, without: String) {
            self.condition = condition
            self.without = without
        }
    }

    /// What leads to another report.
    package struct Form: Sendable {
        let action: String
        let first: DayField
        let last: DayField
        let zones: [Choice]
        let statuses: [Choice]
        /// Empty where there are no parameters.
        let groupings: [Grouping]
        /// To make a condition of; empty where there are none.
        let names: [Choice]
        let hasNames: Bool
        /// What it sends along.
        let kept: [Kept]

        package init(
            action: String, days: (first: DayField, last: DayField), zones: [Choice], statuses: [Choice],
            groupings: [Grouping], names: [Choice], kept: [Kept]
        ) {
            self.action = action
            first = days.first
            last = days.last
            self.zones = zones
            self.statuses = statuses
            self.groupings = groupings
            self.names = names
            hasNames = !names.isEmpty
            self.kept = kept
        }
    }

    /// A parameter to group by.
    package struct Grouping: Sendable {
        let label: String
        let place: Int
        let parameters: [Choice]

        package init(_ label: String, place: Int, _ parameters: [Choice]) {
            self.label = label
            self.place = place
            self.parameters = parameters
        }
    }

    package struct Kept: Sendable {
        let keptName: FieldValue
        let keptValue: FieldValue

        package init(name: String, value: String) {
            keptName = FieldValue(name)
            keptValue = FieldValue(value)
        }
    }

    package struct Content: Sendable {
        /// Sentences: what is shown.
        let summary: [String]
        let cards: [Card]
        let charts: [Chart]
        /// The charts' figures, where the table below has others.
        let chartTable: Markup
        let tableHeading: String
        let table: Markup
        let hasTable: Bool
        /// Sentences about what the table leaves out.
        let remarks: [String]
        /// Other tables of the same.
        let views: [Link]
        /// What to do where nothing has come; nil: something has.
        let emptiness: Emptiness?

        package init(
            summary: [String], cards: [Card], charts: [Chart], chartTable: Markup, tableHeading: String,
            table: Markup, remarks: [String], views: [Link], emptiness: Emptiness?
        ) {
            self.summary = summary
            self.cards = cards
            self.charts = charts
            self.chartTable = chartTable
            self.tableHeading = tableHeading
            self.table = table
            hasTable = table != .none
            self.remarks = remarks
            self.views = views
            self.emptiness = emptiness
        }
    }

    /// A total.
    package struct Card: Sendable {
        let title: String
        /// Classes of the style sheet; nil for most.
        let style: String?
        let figure: String
        let isNegative: Bool
        /// To the journeys; nil: there is no such list.
        let journeys: String?
        /// Against the period before; nil: nothing to compare with.
        let change: String?
        let changeStyle: String

        package init(
            _ title: String, style: String?, figure: (text: String, isNegative: Bool), journeys: String?,
            change: (text: String, style: String)?
        ) {
            self.title = title
            self.style = style
            self.figure = figure.text
            isNegative = figure.isNegative
            self.journeys = journeys
            self.change = change?.text
            changeStyle = change?.style ?? ""
        }
    }

    package struct Chart: Sendable {
        let chartHeading: String
        let drawing: Markup

        package init(_ heading: String, _ drawing: Markup) {
            chartHeading = heading
            self.drawing = drawing
        }
    }

    package struct Emptiness: Sendable {
        let sentence: String
        let nextStep: Link?
        /// Whether it changes by itself when something comes.
        let isWaiting: Bool

        package init(_ sentence: String, nextStep: Link?, isWaiting: Bool) {
            self.sentence = sentence
            self.nextStep = nextStep
            self.isWaiting = isWaiting
        }
    }
}
