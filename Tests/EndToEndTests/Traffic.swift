import Foundation
import TestSupport
import Testing

/// Four visitors of campaign 42 on one day, with something of everything.
struct Traffic {
    /// The day of their clicks, in UTC.
    let day: String
    private let firstClickAt: Date

    static let ids = (1...4).map { "7ea51de0-0b51-4c3d-9d2e-00000000000\($0)" }
    private static let parameters = [
        #""source":"facebook","ad":1"#, #""source":"facebook","ad":"2""#, #""source":"google""#, "",
    ]
    private static let outcomes = ["approved", "hold", "rejected"]

    /// Sends the events, a repeated click among them, and what the day's clicks have cost.
    init(_ site: Site, login: Login) throws {
        let client = site.client()
        for (id, parameters) in zip(Self.ids, Self.parameters) {
            let extra = parameters.isEmpty ? "" : ",\(parameters)"
            let click = #"{"clickId":"\#(id)","campaignId":42\#(extra)}"#
            #expect(try client.post("/api/v2/track/click", click).status == 201)
        }
        let again = #"{"clickId":"\#(Self.ids[0])","campaignId":42,"source":"again"}"#
        #expect(try client.post("/api/v2/track/click", again).status == 201)
        for id in Self.ids.prefix(2) {
            #expect(try client.get("/api/v2/track/lead?clickId=\(id)").status == 201)
        }
        for (id, status) in zip(Self.ids, Self.outcomes) {
            #expect(try client.get("/api/v2/track/postback?clickId=\(id)&status=\(status)").status == 201)
        }

        let clickedAt = try site.tracker.rows("SELECT min(clicked_at) / 1000 FROM journey").first
        firstClickAt = Date(timeIntervalSince1970: try #require(clickedAt.flatMap(Double.init)))
        day = firstClickAt.formatted(.iso8601.year().month().day())
        let expenses = """
            {"campaignId":42,"distributionParameter":"source",
            "dates":[{"date":"\(day)","distribution":{"facebook":4,"google":1.5}}]}
            """
        let answer = try site.ask("POST", "/api/v2/reports/expenses", expenses, login: login)
        #expect(answer.status == 200, "\(answer.body)")
        #expect(answer.body == "null")
    }

    /// The day of the clicks on the clocks of a time zone.
    func day(in zone: String) throws -> String {
        var style = Date.ISO8601FormatStyle(timeZone: try #require(TimeZone(identifier: zone)))
        style = style.year().month().day()
        return firstClickAt.formatted(style)
    }
}
