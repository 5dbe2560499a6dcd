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
        let nameCount = try store.campaignNames().count
        let campaigns = try store.overview(query)
        let rows = OverviewRows(campaigns, choice)
        let view = OverviewView(
            choice: choice, period: period, campaigns: campaigns,
            // One that has been added since its name was looked for is not archived.
            archivedCount: max(nameCount - campaigns.count, 0), rows: rows,
            // They take most of the time where a zone's days are none of UTC.
            trends: try store.trends(query, of: rows.shown.map(\.campaign.id)), problems: problems,
            typedZone: problems["timezone"] == nil ? typedZone : fields.text("timezone") ?? "",
            dayFields: DayFields(period.first, period.last, typed: fields, errors: fields.errors),
            base: layout.base, now: now)
        return .response(
            HTTPResponse(
                problems.isEmpty ? .ok : .unprocessableEntity,
                view.page(attention: try attention(for: request)), in: layout))
    }
}
