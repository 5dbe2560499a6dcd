import Markup

/// What was spent on a campaign, day by day.
package struct ExpensesPage: Page {
    package static let template = PageTemplate.expenses

    package var heading: String
    package var number: String
    package var currency: String
    package var problem: String?
    /// Sentences about what is shown, and what not.
    package var about: [String] = []

    package var periodStart = DayField("", isDay: true)
    package var periodEnd = DayField("", isDay: true)
    /// Queries of the days before and after.
    package var before = ""
    package var after = ""

    /// The parameter that the amounts are distributed by, to be read; nil: none.
    package var parameter: String?
    package var parameterSpelling = ""
    package var parameterProblem: String?
    /// Whether it is not decided yet.
    package var mayChoose = false
    package var chosenParameter = FieldValue("")
    /// Of the campaign's clicks.
    package var parameters: [FieldValue] = []

    package var version = ""
    package var table = Markup.none
    package var newValue = FieldState("")
    package var text = FieldValue("")
    package var textProblems: [String] = []
    /// What the text has written into the grid.
    package var writtenText: String?
    /// Whether something stands in the form that is not saved.
    package var isUnsaved = false

    package init(heading: String, number: String, currency: String) {
        self.heading = heading
        self.number = number
        self.currency = currency
    }
}
