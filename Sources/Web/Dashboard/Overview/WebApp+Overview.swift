import HTML
import HTTP
import Storage
import Tracking

extension WebApp {
    /// `GET /dashboard/`: what every campaign brings.
    func showOverview(_ request: RoutedRequest) throws -> Reply {
        let now = now()
        var fields = QueryFields(request.request.query)
        var choice = OverviewChoice(&fields, now: now)
        // The form for a zone that is not among the choices; what it leads to has the field that all pages have.
        let typedZone = fields.text("otherTimezone") ?? ""
        if !typedZone.isEmpty, let zone = fields.optional("otherTimezone", FieldReading.zone) {
            choice.report.zone = zone
            return .response(HTTPResponse(seeOther: choice.address, of: request.request))
        }
        let layout = request.layout("Overview", .overview)
        let period = choice.report.period(now: now)
        let problems = OverviewChoice.problems(of: fields.errors)
        let store = store(for: request)
        var query = OverviewQuery(period: period, zone: choice.report.zone)
        query.showsTrends = choice.column == .trend
        var view = OverviewView(
            choice: choice, period: period, campaigns: try store.overview(query), problems: problems,
            typedZone: problems["timezone"] == nil ? typedZone : fields.text("timezone") ?? "",
            base: layout.base, now: now)
        // They take most of the time where a zone's days are none of UTC.
        view.trends = try store.trends(query, of: view.shown.map(\.campaign.id))
        return .response(
            HTTPResponse(
                problems.isEmpty ? .ok : .unprocessableEntity,
                view.page(attention: try attention(for: request)), in: layout))
    }
}
