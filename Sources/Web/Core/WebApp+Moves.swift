import HTTP
import JSON
import Storage

/// Clicks that were sent to the wrong campaign, over the API.
extension WebApp {
    /// `POST /api/v2/core/campaigns/<id>/move-clicks`: makes clicks of another campaign this one's, whoever waits for the
    /// answer, or shows what that would change.
    func moveClicks(_ request: RoutedRequest) throws -> Reply {
        let id = try request.campaignID()
        let sent = try SentMove(request.jsonBody(), to: id, now: now())
        guard !sent.isDryRun else {
            return .response(HTTPResponse(.ok, json: try store(for: request).preview(sent.move).json))
        }
        let run = try store.beginMove(sent.move, by: request.author, at: now())
        let count = try store.carryOut(sent.move, as: run)
        return .response(HTTPResponse(.ok, json: ["moved": .integer(Int64(count)), "run": .integer(run)]))
    }

    /// `POST /api/v2/core/campaigns/moves/<run>/undo`: gives back what a run of the former has moved. The body is empty,
    /// or an empty object.
    func undoMove(_ request: RoutedRequest) throws -> Reply {
        try BodyFields(request.jsonBody(), names: []).finish()
        guard let text = request.parameters["run"], let run = Int64(text), text == String(run) else {
            throw RequestError.unknownRun
        }
        return .response(HTTPResponse(.ok, json: try store.undoMove(run, by: request.author).json))
    }
}
