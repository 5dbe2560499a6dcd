import HTML
import HTTP
import JSON
import Tracking

/// The page of a campaign's expenses.
struct ExpensesView {
    let campaign: Campaign
    /// nil: the amounts are not distributed.
    let parameter: String?
    let grid: ExpenseGrid
    let stored: StoredExpenses
    var problems = FormProblems()
    /// Where the problem of a cell is found.
    var problemName: (ReportDay, String) -> String? = { _, _ in nil }
    /// Sentences about what is not there.
    var about: [String] = []
    var text = ""
    var textProblems: [String] = []
    var newValue = ""
    /// How many amounts a text has written.
    var writtenCount: Int?
    /// Whether a column was added.
    var hasNewColumn = false
    /// Whether it is what a form has sent, and nothing of it is saved.
    var isUnsaved = false
    /// Names of the clicks' parameters, where one may be chosen.
    var parameters: [String] = []
    let mayChange: Bool

    func page(_ period: ExpensePeriod) -> ExpensesPage {
        var page = ExpensesPage(
            heading: "\(campaign.id) \(campaign.settings.name)", number: "\(campaign.id)",
            currency: currency.shown)
        page.problem = problems["version"]
        page.about = about + advice
        (page.periodStart, page.periodEnd) = (period.days.first, period.days.last)
        page.before = query(period.before)
        page.after = query(period.after)
        page.parameter = parameter
        page.parameterSpelling = parameter.map { SpelledField(JSONText(string: $0)).spelling } ?? ""
        page.parameterProblem = problems.others(than: cellNames + ["version", "newValue"])
        page.mayChoose = campaign.expensesDistributionParameter == nil
        page.chosenParameter = FieldValue(parameter ?? "")
        page.parameters = parameters.map { FieldValue($0) }
        page.version = stored.version(in: currency)
        page.table = table.markup(asFields: mayChange)
        page.newValue = FieldState(newValue, problem: problems["newValue"])
        page.text = FieldValue(text)
        page.textProblems = textProblems
        page.writtenText = writtenText
        page.isUnsaved = isUnsaved
        return page
    }

    private var writtenText: String? {
        switch writtenCount {
        case 1: "One amount was written into the grid; nothing has been saved yet."
        case let count?: "\(count) amounts were written into the grid; nothing has been saved yet."
        case nil: hasNewColumn ? "The column was added; nothing has been saved yet." : nil
        }
    }

    /// Names, beside each cell that is not as somebody else has stored it meanwhile, what is stored there.
    mutating func tellWhatIsStored() {
        let (stored, grid) = (stored.byDay, grid)
        let name = { (day: ReportDay, value: String) in "stored.\(day).\(value)" }
        problemName = name
        for day in grid.days {
            let amounts = (stored[day]?.distribution ?? []).map {
                (GroupKey(shown: $0.value), $0.amount.text)
            }
            let texts = Dictionary(amounts) { first, _ in first }
            for value in grid.values {
                let text = texts[GroupKey(shown: value)]
                guard grid.text(day, value) != text ?? "" else { continue }
                problems.add(
                    text.map { "Stored by now: \($0)." } ?? "Nothing is stored.", in: name(day, value))
            }
        }
    }

    private var currency: Currency { campaign.settings.cost.currency }

    private var advice: [String] {
        guard parameter != nil else {
            return [
                "An amount counts for the whole day. To distribute it, choose a parameter of the clicks above, source for example."
            ]
        }
        return [
            "An amount without a value counts for the clicks that have none; in a report of days each counts."
        ]
    }

    private func query(_ period: ExpensePeriod) -> String {
        let isChosen = campaign.expensesDistributionParameter == nil
        let chosen = isChosen ? parameter.map { [(name: "parameter", value: $0)] } ?? [] : []
        return QueryString.text(period.fields + chosen)
    }

    private var cellNames: [String] {
        grid.days.flatMap { day in grid.values.compactMap { problemName(day, $0) } }
    }

    private var table: ExpenseTable {
        let currencies = stored.byDay.mapValues { $0.currency ?? currency }
        return ExpenseTable(
            columns: grid.values.map { value in
                ExpenseTable.Column(
                    title(of: value), spelling: SpelledField(JSONText(string: value)).spelling,
                    sum: sum(of: [value], currencies))
            },
            rows: grid.days.map { day in
                let currency = currencies[day] ?? currency
                return ExpenseTable.Row(
                    day: "\(day)", currency: currency == self.currency ? nil : currency.shown,
                    cells: grid.values.map { value in
                        ExpenseTable.Cell(
                            grid.text(day, value), problem: problemName(day, value).flatMap { problems[$0] })
                    },
                    sum: grid.sum(of: grid.values, on: [day]).exactText)
            },
            sum: sum(of: grid.values, currencies),
            hasOneCurrency: grid.days.allSatisfy { (currencies[$0] ?? currency) == currency })
    }

    private func title(of value: String) -> String {
        guard value.utf8.elementsEqual(ExpenseGrid.undistributed.utf8) else { return value }
        return parameter == nil ? "Whole day" : "without a value"
    }

    /// One for each currency, never across.
    private func sum(of values: [String], _ currencies: [ReportDay: Currency]) -> String {
        let days = Dictionary(grouping: grid.days) { currencies[$0] ?? currency }
        guard days.count > 1 else { return grid.sum(of: values, on: grid.days).exactText }
        return days.sorted { $0.key < $1.key }
            .map { "\(grid.sum(of: values, on: $0.value).exactText) \($0.key.shown)" }.joined(separator: ", ")
    }
}
