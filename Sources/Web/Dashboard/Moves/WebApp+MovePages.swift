import HTML
import HTTP
import Storage
import Tracking

/// Moves of clicks between campaigns on the pages.
extension WebApp {
    private static let runsOnPage: Int64 = 20

    /// `GET /dashboard/moves`: a form for a move, and those that there are.
    func showMoves(_ request: RoutedRequest) throws -> Reply {
        let fields = QueryFields(request.request.query)
        return .response(try movesPage(.ok, request, fields, problems: [], notice: MoveNotice(fields)?.text))
    }

    /// `GET /dashboard/moves/new`: what a move would change; to the form where it has not been filled in.
    func askToMove(_ request: RoutedRequest) throws -> Reply {
        guard !request.request.query.isEmpty else {
            return .response(HTTPResponse(seeOther: "/moves", of: request.request))
        }
        var fields = QueryFields(request.request.query)
        let form = MoveForm(&fields, now: now())
        guard fields.errors.isEmpty, let move = form.move else {
            return .response(
                try movesPage(.unprocessableEntity, request, fields, problems: fields.errors.sentences))
        }
        let campaigns = (from: try existingCampaign(move.from), to: try existingCampaign(move.to))
        let store = store(for: request)
        let horizon = try store.horizon(at: now())
        let preview = try store.preview(move.seen(from: horizon))
        return .response(
            MovesWriter(clock: WallClock(zone: form.zone, now: now()), request)
                .page(form, from: campaigns.from, to: campaigns.to, preview, seenFrom: horizon))
    }

    /// `POST /dashboard/moves`: moves the clicks that the page has shown, which may take minutes.
    func moveFromPage(_ request: RoutedRequest) throws -> Reply {
        var fields = try FormFields(request.request).fields
        let form = MoveForm(&fields, now: now())
        let horizon = fields.required(Horizon.fieldName) { text throws(FieldProblem) in try Horizon(text) }
        guard fields.errors.isEmpty, let move = form.move, let horizon else {
            throw RequestError.invalidFields(fields.errors, source: .json)
        }
        let seen = move.seen(from: horizon)
        return .later { [self] in
            let run = try store.beginMove(seen, by: request.author, at: now())
            return .response(leadingToMoves("moved", try store.carryOut(seen, as: run), request))
        }
    }

    /// `GET /dashboard/moves/<run>/undo`: what taking a move back would change.
    func askToUndoMove(_ request: RoutedRequest) throws -> Reply {
        let store = store(for: request)
        guard let move = try store.move(try request.run()) else { throw RequestError.unknownRun }
        let preview = try store.previewUndo(move.run)
        return .response(MovesWriter(clock: WallClock(zone: .utc, now: now()), request).page(move, preview))
    }

    /// `POST /dashboard/moves/<run>/undo`.
    func undoMoveFromPage(_ request: RoutedRequest) throws -> Reply {
        let undone = try store.undoMove(try request.run(), by: request.author)
        return .response(leadingToMoves("undone", undone.undone, request))
    }

    private func leadingToMoves(_ word: String, _ count: Int, _ request: RoutedRequest) -> HTTPResponse {
        let notice = QueryString.text([(name: "done", value: word), (name: "count", value: "\(count)")])
        return HTTPResponse(seeOther: "/moves?" + notice, of: request.request)
    }

    private func movesPage(
        _ status: HTTPStatus, _ request: RoutedRequest, _ fields: QueryFields, problems: [String],
        notice: String? = nil
    ) throws -> HTTPResponse {
        // What is missing in the address of the bare page is no mistake.
        let errors = fields.errors
        var fields = fields
        let form = MoveForm(&fields, now: now())
        let days = DayFields(form.first, form.last, typed: fields, errors: errors)
        let number = fields.filled("page", FieldReading.integer(in: Page.numbers)) ?? 1
        let page = Page(number: number, size: Self.runsOnPage) ?? .first
        let store = store(for: request)
        return MovesWriter(clock: WallClock(zone: .utc, now: now()), request).page(
            status, form, days, page, try store.moves(page), choices: try CampaignChoices(of: store),
            problems: problems, notice: notice)
    }
}

extension RoutedRequest {
    fileprivate func run() throws(RequestError) -> Int64 {
        guard let text = parameters["run"], let run = Int64(text), text == String(run) else {
            throw .unknownRun
        }
        return run
    }
}

/// What has just been done, as the address of the next page says it.
private struct MoveNotice {
    let text: String

    init?(_ fields: QueryFields) {
        guard let count = fields.text("count").flatMap({ Int64($0) }), count >= 0 else { return nil }
        switch fields.text("done") {
        case "moved": text = "\(count.counted("journey was", "journeys were")) moved."
        case "undone": text = "\(count.counted("journey was", "journeys were")) given back."
        default: return nil
        }
    }
}
