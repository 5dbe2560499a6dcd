import HTTP
import Tracking

/// What the page of leads is asked for: all of it stands in its address.
struct LeadsAddress: Sendable {
    /// nil: the campaign that was active last.
    var campaign: CampaignID?
    var scope = LeadsQuery.Scope.leads
    var period = Period.named(.week)
    var dated = LeadsQuery.Dated.byClick
    var zone = ReportZone.utc
    var status: LeadsQuery.StatusFilter?
    var parameters: [LeadsQuery.ParameterFilter] = []
    /// Names of parameters that have no value.
    var missing: [String] = []
    var columns: [String] = []
    var order = ListOrder.descending
    var page: Int64 = 1
    /// Where a list goes on of which each lead is looked at.
    var place: LeadPlace?

    enum Period: Equatable, Sendable {
        case named(Name)
        /// nil: open on this side.
        case days(first: ReportDay?, last: ReportDay?)

        enum Name: String, CaseIterable, Sendable {
            case today, yesterday
            case week = "7"
            case month = "30"
            case all
        }
    }

    static let rowCount: Int64 = 50
    private static let maximumColumnCount = 6
    /// Of the address; each of a page's links has it.
    private static let maximumByteCount = 2_000

    /// Reads a query; what is wrong in it is noted in the fields. What a form leaves empty counts as missing.
    init(_ fields: inout QueryFields, today: (ReportZone) -> ReportDay?) {
        campaign = fields.filled("campaignId", FieldReading.campaignID)
        scope = fields.filled(Self.scopeName, FieldReading.choice) ?? .leads
        zone = fields.filled("timezone", FieldReading.zone) ?? .utc
        status = fields.filled("status", LeadsQuery.StatusFilter.init(_:))
        dated = fields.filled("periodOf", FieldReading.choice) ?? .byClick
        order = fields.filled("sortOrder", FieldReading.choice) ?? .descending
        page = fields.filled("page", FieldReading.integer(in: Page.numbers)) ?? 1
        place = fields.filled("after") { text throws(FieldProblem) in try LeadPlace(text) }
        parameters = fields.parameterFilters()
        missing = fields.texts(named: Self.missingName)
        columns = fields.texts(named: "column").filter { !$0.isEmpty }
        let name: Period.Name? = fields.filled("period", FieldReading.choice)
        let first = fields.filled("periodStart", FieldReading.day)
        let last = fields.filled("periodEnd", FieldReading.day)
        let named = Period.named(name ?? .week)
        // A form sends the days of the period that its page shows, too.
        let isNamed =
            (first == nil && last == nil) || (name != nil && named.days(today(zone)) == (first, last))
        period = isNamed ? named : .days(first: first, last: last)
        checkSize(&fields)
    }

    /// The journeys of a report.
    init(
        _ scope: LeadsQuery.Scope, of campaign: CampaignID, _ period: ReportPeriod, in zone: ReportZone,
        _ filter: JourneyFilter
    ) {
        self.campaign = campaign
        self.scope = scope
        self.period = .days(first: period.first, last: period.last)
        self.zone = zone
        status = filter.status
        parameters = filter.parameters
        missing = filter.missing
    }

    private static let scopeName = "journeys"
    private static let missingName = "missing"

    /// Whether it is one that is taken.
    var isShort: Bool {
        let maximum = JourneyFilter.maximumParameterCount
        return text.utf8.count <= Self.maximumByteCount && parameters.count <= maximum
            && missing.count <= maximum
    }

    /// Whether it fits into what a web server keeps for an answer's header.
    func checkSize(_ fields: inout QueryFields) {
        if missing.count > JourneyFilter.maximumParameterCount {
            fields.add(.tooMany(maximum: JourneyFilter.maximumParameterCount), in: Self.missingName)
        }
        if columns.count > Self.maximumColumnCount {
            fields.add(.tooMany(maximum: Self.maximumColumnCount), in: "column")
        }
        if text.utf8.count > Self.maximumByteCount {
            fields.add(.tooLong(maximum: Self.maximumByteCount), in: QueryFields.parameterPrefix + "NAME")
        }
    }

    // MARK: As an address

    /// The query of the same page.
    var text: String { QueryString.text(pairs) }

    /// Behind `?`, without what says which part of the list is shown.
    var pairs: [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        if let campaign { pairs.append((name: "campaignId", value: campaign.description)) }
        if scope != .leads { pairs.append((name: Self.scopeName, value: scope.rawValue)) }
        pairs += periodPairs
        if dated != .byClick { pairs.append((name: "periodOf", value: dated.rawValue)) }
        if zone != .utc { pairs.append((name: "timezone", value: zone.identifier)) }
        if let status { pairs.append((name: "status", value: status.word)) }
        return pairs + narrowing
    }

    /// What a form keeps of it beside its fields.
    var narrowing: [(name: String, value: String)] {
        var pairs = parameters.map { (name: QueryFields.parameterPrefix + $0.name, value: $0.text) }
        pairs += missing.map { (name: Self.missingName, value: $0) }
        pairs += columns.map { (name: "column", value: $0) }
        if order != .descending { pairs.append((name: "sortOrder", value: order.rawValue)) }
        return pairs
    }

    private var periodPairs: [(name: String, value: String)] {
        switch period {
        case .named(let name): return [(name: "period", value: name.rawValue)]
        case .days(let first, let last):
            var pairs: [(name: String, value: String)] = []
            if let first { pairs.append((name: "periodStart", value: first.description)) }
            if let last { pairs.append((name: "periodEnd", value: last.description)) }
            return pairs
        }
    }

    /// The same with something changed.
    func changed(_ change: (inout LeadsAddress) -> Void) -> LeadsAddress {
        var address = self
        change(&address)
        return address
    }

    // MARK: As a query

    func query(of campaign: CampaignID, today: ReportDay?) -> LeadsQuery {
        var query = LeadsQuery(campaign: campaign)
        query.scope = scope
        (query.first, query.last) = period.days(today)
        query.dated = dated
        query.zone = zone
        query.status = status
        query.parameters = parameters
        query.missing = missing
        query.columns = columns
        // No index has all journeys by the time of their clicks; it is nearly the order in which they began.
        query.sortKey = scope == .all ? .id : .createdAt
        query.order = order
        query.page = Page(number: page, size: Self.rowCount) ?? .first
        return query
    }
}

extension LeadsQuery {
    /// Whether each lead has to be looked at, so that nobody knows beforehand how many there are.
    var looksAtEach: Bool {
        !parameters.isEmpty || !missing.isEmpty || (dated != .byClick && (first != nil || last != nil))
    }
}

extension LeadsAddress.Period {
    /// nil: open on this side.
    func days(_ today: ReportDay?) -> (first: ReportDay?, last: ReportDay?) {
        let daysAgo = { (count: Int) in today.flatMap { ReportDay(number: $0.number - count) } }
        return switch self {
        case .named(.today): (today, today)
        case .named(.yesterday): (daysAgo(1), daysAgo(1))
        case .named(.week): (daysAgo(6), today)
        case .named(.month): (daysAgo(29), today)
        case .named(.all): (nil, nil)
        case .days(let first, let last): (first, last)
        }
    }
}

extension LeadPlace {
    /// `17.1700000000123`.
    init(_ text: String) throws(FieldProblem) {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard numbers.count == 2, let journey = numbers[0], let milliseconds = numbers[1] else {
            throw .notInteger
        }
        self.init(journey: journey, createdAt: Timestamp(milliseconds: milliseconds))
    }

    var text: String { "\(journey).\(createdAt.milliseconds)" }
}

extension QueryFields {
    /// Reads a field that need not be there; an empty one is not.
    mutating func filled<Value>(
        _ name: String, _ read: (String) throws(FieldProblem) -> Value
    ) -> Value? {
        text(name)?.isEmpty == false ? optional(name, read) : nil
    }
}
