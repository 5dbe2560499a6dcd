import HTTP
import Storage
import Tracking

/// What the overview shows. All of it stands in the page's address.
struct OverviewChoice: Sendable {
    /// Days, zone and order.
    var report: ReportChoice
    /// A part of the names, or the beginning of the numbers, of campaigns; empty: all.
    var search: String
    /// From 1.
    var page: Int

    /// Rows of a page: so many that it stays small.
    static let rowsOnPage = 40
    /// Beyond any list.
    private static let lastPage = 1_000_000
    /// In bytes; nobody has such a name.
    private static let longestSearch = 1_024

    /// Reads the fields of a query; `now` decides what is today. What is wrong is gathered in `fields`, and the usual taken
    /// for it.
    init(_ fields: inout QueryFields, now: Timestamp) {
        report = ReportChoice(&fields, of: nil, now: now)
        (report.filter, report.subject) = (JourneyFilter(), .all(by: .campaign))
        report.groupParameters = []
        let text = fields.text("search") ?? ""
        search = text.utf8.count > Self.longestSearch ? "" : text
        page = fields.text("page").flatMap { Int($0) }.map { min(max($0, 1), Self.lastPage) } ?? 1
    }

    var column: OverviewColumn { report.sorting.flatMap { OverviewColumn(rawValue: $0.word) } ?? .clicks }
    var order: ListOrder { report.sorting?.order ?? .descending }

    /// What is wrong with the fields that the page has controls for; others make no difference.
    static func problems(of errors: FieldErrors) -> FormProblems {
        var problems = FormProblems()
        for field in errors.fields where controlledFields.contains(field.name) {
            for message in field.messages { problems.add(message, in: field.name) }
        }
        return problems
    }

    private static let controlledFields = ["period", "periodStart", "periodEnd", "timezone", "otherTimezone"]

    /// The same but for what is changed; from the first page on.
    func with(_ change: (inout OverviewChoice) -> Void) -> OverviewChoice {
        var choice = self
        choice.page = 1
        change(&choice)
        return choice
    }

    func isSought(_ campaign: CampaignReference) -> Bool {
        guard !search.isEmpty else { return true }
        return campaign.id.description.hasPrefix(search)
            || campaign.name.lowercased().contains(search.lowercased())
    }
}

/// The address.
extension OverviewChoice {
    /// Below the dashboard, with a query.
    var address: String {
        let pairs = report.pairs + searchPairs + (page > 1 ? [(name: "page", value: String(page))] : [])
        return "/" + (pairs.isEmpty ? "" : "?" + QueryString.text(pairs))
    }

    var searchPairs: [(name: String, value: String)] {
        search.isEmpty ? [] : [(name: "search", value: search)]
    }

    /// Of the same days, about all campaigns.
    var addressOfReport: String { report.with { $0.sorting = nil }.address }

    /// Of the same days, about one campaign.
    func address(ofReport campaign: CampaignID) -> String {
        report.with { choice in
            choice.subject = .campaign(campaign)
            choice.sorting = nil
        }.address
    }

    /// The journeys of a campaign's clicks of these days that have a lead, or a status.
    func address(ofLeads campaign: CampaignID, _ status: LeadStatus?) -> String {
        var pairs = [(name: "campaignId", value: campaign.description)]
        if let status { pairs.append((name: "status", value: status.rawValue)) }
        pairs += report.with { $0.sorting = nil }.pairs
        // Said in any case: what is usual there is for that page to say.
        if report.days == .recent(.usual) {
            pairs.append((name: "period", value: ReportChoice.Recent.usual.rawValue))
        }
        return "/leads?" + QueryString.text(pairs)
    }
}
