import HTTP
import Tracking

/// What a report on a page is of. All of it stands in the page's address, so that a link shows others the same.
struct ReportChoice: Sendable {
    var subject: Subject
    var days: Days
    var zone: ReportZone
    /// Names of parameters, outermost first.
    var groupParameters: [String] = []
    var filter = JourneyFilter()
    /// nil: as the report comes.
    var sorting: Sorting?

    enum Subject: Hashable, Sendable {
        case campaign(CampaignID)
        case all(by: Division)
    }

    /// What the lines of a report of all campaigns are, unless it is grouped.
    enum Division: String, CaseIterable, Sendable {
        case campaign, day
    }

    enum Days: Hashable, Sendable {
        case recent(Recent)
        case own(ReportPeriod)
    }

    /// Days up to now, by the words of an address.
    enum Recent: String, CaseIterable, Sendable {
        case today, yesterday
        case sevenDays = "7"
        case thirtyDays = "30"
    }

    /// By the word of a column, or that of the lines' names.
    struct Sorting: Hashable, Sendable {
        let word: String
        let order: ListOrder

        static let nameWord = "name"
    }
}

extension ReportChoice.Recent {
    static let usual = ReportChoice.Recent.sevenDays

    func period(today: ReportDay) -> ReportPeriod {
        switch self {
        case .today: ReportPeriod(first: today, last: today)
        case .yesterday: ReportPeriod(first: today.advanced(by: -1), last: today.advanced(by: -1))
        case .sevenDays: ReportPeriod(first: today.advanced(by: -6), last: today)
        case .thirtyDays: ReportPeriod(first: today.advanced(by: -29), last: today)
        }
    }
}

extension ReportDay {
    /// Within the calendar that there is.
    func advanced(by days: Int) -> ReportDay { ReportDay(number: number + days) ?? self }
}

extension ReportPeriod {
    /// As many days, just before; nil where they would begin before 1970.
    var before: ReportPeriod? {
        guard dayCount > 0, let earlier = ReportDay(number: first.number - dayCount) else { return nil }
        return ReportPeriod(first: earlier, last: first.advanced(by: -1))
    }
}

/// The address.
extension ReportChoice {
    /// Below the dashboard, with a query.
    var address: String {
        let query = pairs
        return path + (query.isEmpty ? "" : "?" + QueryString.text(query))
    }

    var path: String {
        switch subject {
        case .campaign(let id): "/campaigns/\(id)"
        case .all: "/report"
        }
    }

    /// The fields of the query; what is usual is not said.
    var pairs: [(name: String, value: String)] {
        var pairs = dayPairs
        if zone != .utc { pairs.append((name: "timezone", value: zone.identifier)) }
        if case .all(by: let division) = subject, division != .campaign {
            pairs.append((name: "by", value: division.rawValue))
        }
        if !groupParameters.isEmpty {
            pairs.append((name: "groupParameters", value: groupParameters.joined(separator: ",")))
        }
        pairs += filter.pairs
        if let sorting {
            pairs += [
                (name: "sortBy", value: sorting.word), (name: "sortOrder", value: sorting.order.rawValue),
            ]
        }
        return pairs
    }

    private var dayPairs: [(name: String, value: String)] {
        switch days {
        case .recent(.usual): []
        case .recent(let recent): [(name: "period", value: recent.rawValue)]
        case .own(let period):
            [
                (name: "periodStart", value: period.first.description),
                (name: "periodEnd", value: period.last.description),
            ]
        }
    }

    /// The same but for what is changed.
    func with(_ change: (inout ReportChoice) -> Void) -> ReportChoice {
        var choice = self
        change(&choice)
        return choice
    }
}
