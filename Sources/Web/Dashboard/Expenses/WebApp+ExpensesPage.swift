import HTML
import HTTP
import JSON
import Storage
import Tracking

/// Expenses in a form.
extension WebApp {
    /// `GET /dashboard/campaigns/<id>/expenses`: the days of `period`, or of `periodStart` and `periodEnd`; by `parameter`
    /// where the campaign has none yet.
    func showExpensesPage(_ request: RoutedRequest) throws -> Reply {
        let campaign = try existingCampaign(request.campaignID())
        let query = QueryFields(request.request.query)
        let period = ExpensePeriod(query, today: ReportZone.utc.day(of: now()) ?? .first)
        let chosen = query.text("parameter").flatMap { $0.isEmpty ? nil : $0 }
        let parameter = campaign.expensesDistributionParameter ?? chosen
        let stored = try StoredExpenses(
            of: campaign.id, on: period.period.days, amountLimit: ExpenseGrid.maximumCellCount,
            from: store(for: request))
        let days = period.period.days(of: stored)
        var view = ExpensesView(
            campaign: campaign, parameter: parameter,
            grid: ExpenseGrid(
                days: days, stored: stored.days.filter { $0.day <= days.last ?? $0.day },
                values: try values(of: parameter, campaign, request)),
            stored: stored.on(days), mayChange: request.identity?.mayChange ?? false)
        if days.count < period.period.dayCount, let last = days.last {
            view.about.append(
                "There are too many amounts for one page: the days up to \(last) are here. Choose later days for the others."
            )
        }
        if view.mayChange, view.grid.leftOutCount > 0 {
            let count = Int64(view.grid.leftOutCount)
                .counted("value of the clicks has", "values of the clicks have")
            view.about.append("\(count) no column here. Choose fewer days, or add those that you need below.")
        }
        return try expensesPage(view, period, request)
    }

    /// `POST /dashboard/campaigns/<id>/expenses`: saves the amounts that are different, or writes a text or another column
    /// into the grid and shows it again.
    func saveExpensesPage(_ request: RoutedRequest) throws -> Reply {
        try saveExpensesPage(request, isKnownToBeStale: false)
    }

    private func saveExpensesPage(_ request: RoutedRequest, isKnownToBeStale: Bool) throws -> Reply {
        let campaign = try existingCampaign(request.campaignID())
        let sent = try SentGrid(request.request)
        let stored = try storedExpenses(of: campaign, on: sent.grid.days, request)
        let isStale = isKnownToBeStale || sent.version != stored.version(in: campaign.settings.cost.currency)
        var grid = sent.grid
        if isStale { grid.addColumns(of: stored.days) }
        var view = ExpensesView(
            campaign: campaign, parameter: sent.parameter, grid: grid, stored: stored, mayChange: true)
        view.isUnsaved = true
        (view.text, view.newValue) = (sent.text, sent.newValue)
        guard !isStale else {
            view.problems.add(
                "Somebody has changed the expenses of these days, or the campaign's currency, since this page was made. Nothing was saved; save again to replace what is there now.",
                in: "version")
            view.tellWhatIsStored()
            return try expensesPage(view, sent.period, request)
        }
        switch sent.action {
        case .column(let value): return try show(view, withColumn: value, sent, request)
        case .fill(let text): return try show(view, with: text, sent, request)
        case .save:
            // Nothing was saved where somebody has changed them since they were read here: that is told.
            return try save(view, sent, request) ?? saveExpensesPage(request, isKnownToBeStale: true)
        }
    }

    /// - Returns: nil, and nothing is saved, where what the view shows as stored is not stored any more.
    private func save(_ view: ExpensesView, _ sent: SentGrid, _ request: RoutedRequest) throws -> Reply? {
        var view = view
        let parameter = sent.grid.isDistributed ? sent.parameter : view.campaign.expensesDistributionParameter
        let change = ExpenseGridChange(sent.grid, of: view.campaign, by: parameter, stored: view.stored)
        view.problemName = change.name
        if let days = try change.read(problems: &view.problems), view.problems.isEmpty {
            do throws(StoreError) {
                guard try set(days, by: parameter, view) else { return nil }
                let query = QueryString.text(sent.period.fields + [(name: "done", value: "saved")])
                return .response(
                    HTTPResponse(
                        seeOther: "/campaigns/\(view.campaign.id)/expenses?\(query)", of: request.request))
            } catch .refused(.otherDistributionParameter(let decided)) {
                view.problems.add(
                    "Bad distribution parameter. The expenses of the campaign are by \(decided).",
                    in: "parameter")
            } catch .refused(.noClicksParameter(let near)) {
                view.problems.add(.noClicksParameter(near: near), in: "parameter")
            } catch .refused(.tooManyReplacedExpenses(let limit)) {
                view.problems.add(.tooManyReplaced(limit: limit), in: "parameter")
            }
        }
        return try expensesPage(view, sent.period, request)
    }

    /// - Returns: Whether what the view shows as stored still was.
    private func set(
        _ days: [DayExpenses], by parameter: String?, _ view: ExpensesView
    ) throws(StoreError) -> Bool {
        guard !days.isEmpty else { return true }
        let known = KnownExpenses(
            days: view.stored.days, currency: view.campaign.settings.cost.currency)
        return try store.setExpenses(days, by: parameter, for: view.campaign.id, replacing: known)
    }

    private func show(
        _ view: ExpensesView, withColumn value: String, _ sent: SentGrid, _ request: RoutedRequest
    ) throws -> Reply {
        var grid = sent.grid
        var problems = FormProblems()
        if grid.has(value: value) {
            problems.add(.sameKey, in: "newValue")
        } else if (grid.values.count + 1) * grid.days.count > ExpenseGrid.maximumCellCount {
            problems.add(.tooManyValues(maximum: ExpenseGrid.maximumCellCount), in: "newValue")
        } else {
            grid.add(value: value)
        }
        var shown = ExpensesView(
            campaign: view.campaign, parameter: view.parameter, grid: grid, stored: view.stored,
            mayChange: true)
        shown.isUnsaved = true
        shown.problems = problems
        shown.hasNewColumn = problems.isEmpty
        shown.newValue = problems.isEmpty ? "" : value
        return try expensesPage(shown, sent.period, request)
    }

    private func show(
        _ view: ExpensesView, with text: String, _ sent: SentGrid, _ request: RoutedRequest
    ) throws -> Reply {
        var written = ExpenseText(text, isDistributed: view.parameter != nil)
        let days = Set(sent.grid.days + written.amounts.map(\.day)).sorted()
        var (grid, stored) = (sent.grid, view.stored)
        // What is too much in any case is not read first.
        if days.count * grid.values.count <= ExpenseGrid.maximumCellCount {
            stored = try storedExpenses(of: view.campaign, on: days, request)
            grid.add(stored.days)
        }
        grid.write(written.amounts)
        if grid.cellCount > ExpenseGrid.maximumCellCount {
            written.refuse(FieldProblem.tooManyValues(maximum: ExpenseGrid.maximumCellCount).message)
        }
        let isWritten = written.problems.isEmpty
        var shown = ExpensesView(
            campaign: view.campaign, parameter: view.parameter, grid: isWritten ? grid : sent.grid,
            stored: isWritten ? stored : view.stored, mayChange: true)
        shown.isUnsaved = true
        shown.newValue = sent.newValue
        shown.text = isWritten ? "" : text
        shown.textProblems = written.problems
        shown.writtenCount = isWritten ? written.amounts.count : nil
        let change = ExpenseGridChange(
            shown.grid, of: view.campaign, by: view.parameter, stored: shown.stored)
        shown.problemName = change.name
        _ = try change.read(problems: &shown.problems)
        return try expensesPage(shown, sent.period, request)
    }

    private func expensesPage(
        _ view: ExpensesView, _ period: ExpensePeriod, _ request: RoutedRequest
    ) throws -> Reply {
        var view = view
        if view.campaign.expensesDistributionParameter == nil {
            view.parameters = try store(for: request).distributionParameters(of: view.campaign.id)
        }
        let isWrong = !view.problems.isEmpty || !view.textProblems.isEmpty || period.days.areRefused
        let done = QueryFields(request.request.query).text("done")
        return .response(
            HTTPResponse(
                isWrong ? .unprocessableEntity : .ok, view.page(period),
                in: request.layout(
                    "Expenses of \(view.campaign.settings.name)", .overview,
                    notice: done == "saved" ? "Saved. Reports count the amounts from now on." : nil)))
    }

    /// Those of the clicks; none for amounts that are not distributed.
    private func values(
        of parameter: String?, _ campaign: Campaign, _ request: RoutedRequest
    ) throws -> [String] {
        guard let parameter else { return [] }
        return try store(for: request).distributionParameterValues(of: campaign.id, parameter: parameter)
    }

    private func storedExpenses(
        of campaign: Campaign, on days: [ReportDay], _ request: RoutedRequest
    ) throws -> StoredExpenses {
        let limit = DayExpenses.maximumReplacedCount
        let stored = try StoredExpenses(
            of: campaign.id, on: days, amountLimit: limit, from: store(for: request))
        guard stored.lastDay == nil else {
            throw RequestError.invalidFields(
                FieldErrors(.tooManyReplaced(limit: limit), in: "dates"), source: .json)
        }
        return stored
    }
}

/// A grid as a form brings it back, and which button has sent it.
private struct SentGrid {
    let grid: ExpenseGrid
    /// nil: the amounts are not distributed.
    let parameter: String?
    let version: String
    let newValue: String
    let text: String
    let action: Action
    let period: ExpensePeriod

    enum Action {
        case save
        case column(String)
        case fill(String)
    }

    init(_ request: HTTPRequest) throws(RequestError) {
        let form = try FormFields(request)
        grid = try ExpenseGrid(form)
        guard let first = grid.days.first, let last = grid.days.last,
            grid.cellCount <= ExpenseGrid.maximumCellCount
        else {
            throw .invalidFields(
                FieldErrors(.tooManyValues(maximum: ExpenseGrid.maximumCellCount), in: "dates"), source: .json
            )
        }
        parameter = SpelledField(spelling: form.text("parameter"))?.value.string
        version = form.text("version")
        (newValue, text) = (form.text("newValue"), form.text("text"))
        let isBlank = !text.contains { !$0.isWhitespace }
        // What was written beside the grid goes into it first, whichever button was pressed: nothing of it is lost.
        action = !isBlank ? .fill(text) : newValue.isEmpty ? .save : .column(newValue)
        period = ExpensePeriod(ReportPeriod(first: first, last: last))
    }
}

extension ReportPeriod {
    /// Those that have been read and fit into a grid, one at least.
    fileprivate func days(of stored: StoredExpenses) -> [ReportDay] {
        let values = Set(stored.days.flatMap { $0.distribution.map { GroupKey(shown: $0.value) } })
        let count = max(1, ExpenseGrid.maximumCellCount / (values.count + 1))
        return Array(days.filter { $0 <= stored.lastDay ?? last }.prefix(count))
    }
}
