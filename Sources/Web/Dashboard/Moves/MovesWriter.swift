import HTML
import HTTP
import Markup
import Storage
import Tracking

/// Makes the pages of moves.
struct MovesWriter {
    private let clock: WallClock
    private let request: RoutedRequest
    private let base: String

    init(clock: WallClock, _ request: RoutedRequest) {
        self.clock = clock
        self.request = request
        base = request.request.prefix + WebApp.dashboardPath
    }

    // MARK: All moves

    func page(
        _ status: HTTPStatus, _ form: MoveForm, _ days: DayFields, _ page: Tracking.Page,
        _ moves: PageOf<RecordedMove>, choices: CampaignChoices, problems: [String], notice: String?
    ) -> HTTPResponse {
        let filter = form.parameters.first
        let content = MovesPage(
            problems: problems,
            // What an archived campaign has got may belong to another one.
            sources: choices.allOptions(chosen: form.from),
            targets: choices.options(chosen: form.to),
            firstDay: days.first, lastDay: days.last, zones: form.zone.choices,
            name: filter?.name ?? "", value: filter?.text ?? "", runs: table(moves.rows),
            links: links(page, moves.total),
            advice: moves.total == 0
                ? """
                Nothing has been moved yet. A move can be taken back: campaign, statuses and payouts are then what they \
                were.
                """ : nil)
        return HTTPResponse(
            status, content, in: request.layout("Moves of clicks", .unattributed, notice: notice))
    }

    private func table(_ moves: [RecordedMove]) -> Markup {
        guard !moves.isEmpty else { return .none }
        let columns = ["Move", "Clicks (UTC)", "Asked for (UTC)", "By", "Moved", "Given back", "Take back"]
        return Table(
            caption: "Moves of clicks", columns: columns.map { Table.Column($0) }, rows: moves.map(cells)
        ).markup
    }

    private func cells(_ move: RecordedMove) -> [Table.Cell] {
        let filters = move.parameters.map { ", \($0.name) = \($0.text)" }.joined().cut(afterBytes: 200)
        let name = "\(move.run): \(move.from.id) \(move.from.name) to \(move.to.id) \(move.to.name)\(filters)"
        let isFull = move.keptCount + move.returnedCount >= RecordedMove.countLimit
        let undo = Markup { page in
            page.element(
                "a", ["href": "\(base)/moves/\(move.run)/undo", "aria-label": "Take back move \(move.run)"],
                text: "Take back\u{2026}")
        }
        return [
            .text(name + (move.isOver ? "" : " (not finished)")), .markup(days(of: move)),
            .markup(clock.markup(move.createdAt)), .text(move.author.login ?? "a command"),
            .text((isFull ? "at least " : "") + move.keptCount.grouped),
            .text(move.returnedCount.grouped), move.keptCount > 0 ? .markup(undo) : .text(""),
        ]
    }

    private func days(of move: RecordedMove) -> Markup {
        Markup { page in
            page.markup(clock.markup(move.start))
            page.text(" to ")
            page.markup(clock.markup(move.end))
        }
    }

    private func links(_ page: Tracking.Page, _ total: Int64) -> [AddressChoice] {
        var links: [AddressChoice] = []
        if page.number > 1 { links.append(link(to: page.number - 1)) }
        if page.offset < total, page.offset + page.size < total { links.append(link(to: page.number + 1)) }
        return links
    }

    private func link(to number: Int64) -> AddressChoice {
        AddressChoice("Page \(number.grouped)", to: "\(base)/moves?page=\(number)")
    }

    // MARK: One move

    func page(
        _ form: MoveForm, from: Campaign, to: Campaign, _ preview: MovePreview, seenFrom horizon: Horizon
    ) -> HTTPResponse {
        let back = AddressChoice("Change what is moved", to: "\(base)/moves?" + QueryString.text(form.pairs))
        guard preview.count > 0 else {
            return response(
                "Move clicks to \(to.id)",
                ["No click of campaign \(from.id) \(from.settings.name) is meant."], .none, nil,
                back: back)
        }
        let clicks = preview.count.counted("click", "clicks")
        let period = ReportPeriod(first: form.first ?? .first, last: form.last ?? form.first ?? .first)
        let filters = form.parameters.map { ", where \($0.name) is \($0.text)" }.joined()
        let sentences = [
            """
            \(clicks) of campaign \(from.id) \(from.settings.name), of \(period.name) in \(form.zone.identifier)\(filters), \
            would count for campaign \(to.id) \(to.settings.name). Their postbacks would be mapped with its mapper and cost \
            of today.
            """,
            "A click that comes after this page was made stays where it is. The move can be taken back.",
        ]
        let button = ChangePage.Button(
            "Move \(clicks) to \(to.id)", "\(base)/moves",
            form.pairs.map { HiddenField($0.name, $0.value) } + [horizon.field])
        return response(
            "Move clicks to \(to.id)", sentences,
            MoneyTable(before: preview.before, after: preview.after).markup, button,
            back: back)
    }

    /// What taking one back would change.
    func page(_ move: RecordedMove, _ preview: UndoPreview) -> HTTPResponse {
        let back = AddressChoice("All moves", to: "\(base)/moves")
        let heading = "Take move \(move.run) back"
        let left =
            preview.movedSince == 0
            ? []
            : [
                "\(preview.movedSince.counted("journey is", "journeys are")) left, since another move has moved them since."
            ]
        guard preview.returning.count > 0 else {
            return response(heading, ["There is nothing to give back."] + left, .none, nil, back: back)
        }
        let count = preview.returning.count.counted("journey", "journeys")
        let sentences = [
            """
            \(count) would count for campaign \(move.from.id) \(move.from.name) again, with the statuses and payouts that \
            they had. Postbacks that have come since stay as they are.
            """
        ]
        let money = MoneyTable(before: preview.returning.before, after: preview.returning.after).markup
        let button = ChangePage.Button(
            "Give \(count) back to \(move.from.id)", "\(base)/moves/\(move.run)/undo", [])
        return response(heading, sentences + left, money, button, back: back)
    }

    private func response(
        _ heading: String, _ sentences: [String], _ money: Markup, _ button: ChangePage.Button?,
        back: AddressChoice
    ) -> HTTPResponse {
        let page = ChangePage(
            heading: heading, choice: nil, sentences: sentences, money: money, button: button, back: back,
            journeys: .none)
        return HTTPResponse(.ok, page, in: request.layout(heading, .unattributed))
    }
}
