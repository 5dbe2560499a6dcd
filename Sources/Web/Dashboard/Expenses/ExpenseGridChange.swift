import JSON
import Tracking

/// The days of a grid that are not as they are stored, as the API would be sent them.
struct ExpenseGridChange {
    private let grid: ExpenseGrid
    private let campaign: Campaign
    /// nil: the amounts are not distributed.
    private let parameter: String?
    private let stored: [ReportDay: DayExpenses]
    private let days: [ReportDay]
    private let places: [ReportDay: Int]

    init(_ grid: ExpenseGrid, of campaign: Campaign, by parameter: String?, stored: StoredExpenses) {
        self.grid = grid
        self.campaign = campaign
        self.parameter = parameter
        let stored = stored.byDay
        self.stored = stored
        let days = grid.days.filter { grid.isChanged($0, from: stored[$0]?.distribution ?? []) }
        self.days = days
        places = Dictionary(days.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    }

    /// Reads the amounts as the API reads them; nil with their problems added, by the names that the API gives them.
    func read(problems: inout FormProblems) throws -> [DayExpenses]? {
        do throws(RequestError) {
            return try SentExpenses(body).days
        } catch .invalidFields(let errors, _) {
            problems.add(errors)
            return nil
        }
    }

    /// Where the problem of a cell stands among those.
    func name(_ day: ReportDay, _ value: String) -> String? {
        places[day].map { "dates.\($0).distribution.\(value)" }
    }

    private var body: JSONObject {
        JSONObject([
            member("campaignId", JSONText(string: "\(campaign.id)")),
            member("distributionParameter", JSONText(string: parameter ?? ExpenseGrid.undistributed)),
            member("dates", JSONText(array: days.map(date))),
        ])
    }

    private func date(_ day: ReportDay) -> JSONText {
        let amounts = grid.values.compactMap { value -> JSONObject.Member? in
            let text = grid.text(day, value)
            return text.isEmpty ? nil : member(value, amount(text))
        }
        var members = [
            member("date", JSONText(string: "\(day)")), member("distribution", JSONObject(amounts).whole),
        ]
        if let currency = stored[day]?.currency, currency != campaign.settings.cost.currency {
            members.append(member("currency", JSONText(string: currency.code)))
        }
        return JSONObject(members).whole
    }

    /// What is no number goes as a text, and is refused as such.
    private func amount(_ text: String) -> JSONText {
        guard let number = try? JSONText(parsing: Array(text.utf8)), number.kind == .number else {
            return JSONText(string: text)
        }
        return number
    }

    private func member(_ name: String, _ value: JSONText) -> JSONObject.Member {
        JSONObject.Member(name: JSONText(string: name), value: value)
    }
}

extension ExpenseGrid {
    fileprivate func isChanged(_ day: ReportDay, from stored: [DayExpenses.Expense]) -> Bool {
        let written = values.filter { !text(day, $0).isEmpty }
        return written.count != stored.count
            || stored.contains { !text(day, $0.value).utf8.elementsEqual($0.amount.text.utf8) }
    }
}

extension JSONObject {
    /// As a value.
    fileprivate var whole: JSONText {
        // The text of an object is JSON, so that nothing else can come out.
        (try? JSONText(parsing: Array(text().utf8))) ?? JSONText(string: "")
    }
}
