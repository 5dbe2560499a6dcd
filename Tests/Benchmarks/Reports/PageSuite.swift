import TestSupport
import Tracking

/// A page, and how long it may take with a million journeys.
struct MeasuredPage {
    let title: String
    /// With a query.
    let path: String
    var allowedMilliseconds = 50
}

/// The pages that are measured.
enum PageSuite {
    static let form = "/dashboard/campaigns/42/edit"
    private static let leads = "/dashboard/leads?campaignId=42"
    private static let expenses = "/dashboard/campaigns/42/expenses"
    private static let week = "periodStart=2026-01-01&periodEnd=2026-01-07"

    /// The days of all journeys.
    private static let days: String = {
        let first = JourneyLoader.firstDay?.description ?? ""
        let last = JourneyLoader.firstDay.flatMap {
            ReportDay(number: $0.number + Int(JourneyLoader.dayCount) - 1)
        }
        return "periodStart=\(first)&periodEnd=\(last?.description ?? "")"
    }()

    /// Of a store with campaign 42 alone.
    static func pages(of site: Installation) throws -> [MeasuredPage] {
        let journey = try Tracker(database: site.place.database).rows(
            "SELECT lower(hex(click_id)) FROM journey WHERE is_lead = 1 LIMIT 1"
        ).first
        let report = "/dashboard/campaigns/42?\(days)"
        func grouped(_ title: String, _ query: String) -> MeasuredPage {
            MeasuredPage(title: title, path: "\(report)&\(query)", allowedMilliseconds: 250)
        }
        return [
            MeasuredPage(title: "overview", path: "/dashboard/?\(days)"),
            MeasuredPage(title: "report by day", path: report),
            MeasuredPage(title: "report by day in Europe/Kyiv", path: report + "&timezone=Europe/Kyiv"),
            grouped("report by source", "groupParameters=source"),
            grouped("report by ad set", "groupParameters=adset_name"),
            grouped("report by ad", "groupParameters=ad_name"),
            grouped("report by source, ad set", "groupParameters=source,adset_name"),
            grouped("report of accepted ones", "status=accept"),
            MeasuredPage(title: "campaign and mapper", path: form),
            MeasuredPage(title: "expenses", path: "\(expenses)?\(days)"),
            MeasuredPage(title: "leads", path: leads + "&period=all"),
            MeasuredPage(title: "leads, page 1,000", path: leads + "&period=all&page=1000"),
            MeasuredPage(title: "leads by their last event", path: "\(leads)&\(days)&periodOf=lastEvent"),
            MeasuredPage(title: "leads of one status", path: leads + "&period=all&status=reject"),
            MeasuredPage(title: "all journeys", path: "\(leads)&\(days)&journeys=all"),
            MeasuredPage(
                title: "all journeys of one source",
                path: "\(leads)&\(days)&journeys=all&parameter.source=source-3", allowedMilliseconds: 250),
            MeasuredPage(
                title: "expenses by ad, 7 days", path: "\(expenses)?\(week)&parameter=ad_name"),
            MeasuredPage(title: "a journey", path: "/dashboard/journeys/\(journey ?? "")"),
            MeasuredPage(title: "live", path: "/dashboard/live"),
            MeasuredPage(title: "unattributed", path: "/dashboard/unattributed"),
            MeasuredPage(title: "moves", path: "/dashboard/moves"),
            MeasuredPage(title: "users", path: "/dashboard/users"),
            MeasuredPage(title: "status", path: "/dashboard/status"),
        ]
    }

    /// Of a store with many campaigns.
    static let overviews = [
        MeasuredPage(title: "overview, 30 days", path: "/dashboard/?\(days)"),
        MeasuredPage(
            title: "overview, 30 days in Asia/Kolkata", path: "/dashboard/?\(days)&timezone=Asia/Kolkata"),
        MeasuredPage(
            title: "report of all, 30 days", path: "/dashboard/report?\(days)", allowedMilliseconds: 250),
        MeasuredPage(
            title: "report of all by day", path: "/dashboard/report?\(days)&by=day", allowedMilliseconds: 250),
        MeasuredPage(
            title: "report of all by source", path: "/dashboard/report?\(days)&groupParameters=source",
            allowedMilliseconds: 250),
    ]
}
