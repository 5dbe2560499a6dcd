import Storage
import TestSupport
import Tracking

/// A report with the time that it may take with a million journeys.
struct TimedReport {
    let title: String
    let allowedMilliseconds: Int?
    let run: () throws -> Void
}

/// The reports that are timed.
enum ReportSuite {
    /// For a store that `JourneyLoader` has filled.
    static func reports(on store: any Store) throws -> [TimedReport] {
        guard let campaign = try store.campaigns().first?.id, let day = JourneyLoader.firstDay else {
            throw Unexpected("the database has no campaign")
        }
        return statistics(on: store, campaign, from: day) + (try lists(on: store, campaign))
    }

    private static func statistics(
        on store: any Store, _ campaign: CampaignID, from first: ReportDay
    ) -> [TimedReport] {
        func report(_ title: String, _ allowed: Int?, days: Int, by parameters: [String] = []) -> TimedReport
        {
            TimedReport(title: title, allowedMilliseconds: allowed) {
                let last = ReportDay(number: first.number + days - 1) ?? first
                let query = StatisticsQuery(
                    campaign: campaign, period: ReportPeriod(first: first, last: last),
                    groupParameters: parameters)
                let clicks = try store.statistics(query)?.total.figures.clicks ?? 0
                guard clicks > 0 else { throw Unexpected("an empty report") }
            }
        }
        return [
            report("statistics, 1 day", 5, days: 1),
            report("statistics, 7 days", 5, days: 7),
            report("statistics, 30 days", 5, days: 30),
            report("1 day by source", nil, days: 1, by: ["source"]),
            report("30 days by source", 150, days: 30, by: ["source"]),
            report("30 days by ad set", 150, days: 30, by: ["adset_name"]),
            report("30 days by ad", 150, days: 30, by: ["ad_name"]),
            report("30 days by source, ad set", 300, days: 30, by: ["source", "adset_name"]),
            report("30 days by ad set, ad", 300, days: 30, by: ["adset_name", "ad_name"]),
            report(
                "30 days by source, ad set, ad, name", nil, days: 30,
                by: ["source", "adset_name", "ad_name", "campaign_name"]),
        ]
    }

    private static func lists(on store: any Store, _ campaign: CampaignID) throws -> [TimedReport] {
        func leads(_ number: Int64) -> TimedReport {
            TimedReport(title: "leads, page \(number)", allowedMilliseconds: 20) {
                var query = LeadsQuery(campaign: campaign)
                query.page = Page(number: number) ?? .first
                guard try !store.leads(query).rows.isEmpty else { throw Unexpected("an empty page") }
            }
        }
        guard let lead = try store.leads(LeadsQuery(campaign: campaign)).rows.first?.clickID else {
            throw Unexpected("the database has no leads")
        }
        return [
            leads(1), leads(1000),
            TimedReport(title: "a journey", allowedMilliseconds: 2) { _ = try store.journey(lead) },
            TimedReport(title: "campaigns, page 1", allowedMilliseconds: 5) {
                _ = try store.campaignPage(.first, by: .id, .ascending)
            },
        ]
    }
}
