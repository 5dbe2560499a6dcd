import HTML
import HTTP
import Markup
import Storage
import Tracking

/// Makes the page of leads.
struct LeadsPageWriter {
    private let address: LeadsAddress
    private let names: [CampaignReference]
    private let request: RoutedRequest
    private let clock: WallClock
    private let today: ReportDay?
    private let base: String

    /// Names of parameters to choose from.
    private static let mostNames = 50
    private static let longestName = 100

    init(_ address: LeadsAddress, names: [CampaignReference], now: Timestamp, _ request: RoutedRequest) {
        self.address = address
        self.names = names
        self.request = request
        clock = WallClock(zone: address.zone, now: now)
        today = address.zone.day(of: now)
        base = request.request.prefix + WebApp.dashboardPath
    }

    // MARK: Pages

    /// One page of a list whose length is known.
    func page(_ query: LeadsQuery, parameters: [String], _ leads: PageOf<LeadRow>) -> HTTPResponse {
        let first = query.page.offset + 1
        let last = query.page.offset + Int64(leads.rows.count)
        let counted =
            leads.rows.isEmpty || leads.total <= query.page.size
            ? leads.total.counted("lead", "leads")
            : "Leads \(first.grouped) to \(last.grouped) of \(leads.total.grouped)"
        var links: [AddressChoice] = []
        if address.page > 1 {
            links.append(link("First page", address, page: 1))
            links.append(link("Page \((address.page - 1).grouped)", address, page: address.page - 1))
        }
        if last < leads.total, !leads.rows.isEmpty {
            links.append(link("Page \((address.page + 1).grouped)", address, page: address.page + 1))
        }
        return response(
            query.campaign, parameters, summary: "\(counted) \(scope(of: query)).", leads.rows, links,
            advice: leads.total == 0 ? advice(query) : leads.rows.isEmpty ? ["There is no such page."] : [])
    }

    /// The next rows of a list of which each has to be looked at; `total` is how many there are in all, where that is
    /// known.
    func page(
        _ query: LeadsQuery, parameters: [String], _ portion: LeadPortion, of total: Int64? = nil
    ) -> HTTPResponse {
        var links: [AddressChoice] = []
        if address.place != nil { links.append(link("From the beginning", address, page: 1)) }
        if let end = portion.end {
            let isFull = portion.rows.count >= LeadsAddress.rowCount
            let text = address.text + "&" + QueryString.text([(name: "after", value: end.text)])
            let next = listsAll ? "Next journeys" : "Next leads"
            links.append(AddressChoice(isFull ? next : "Look further", to: "\(base)/leads?\(text)"))
        }
        let found = (total ?? Int64(portion.rows.count)).counted(noun, noun + "s")
        let summary = "\(found) \(scope(of: query))\(reach(of: portion, among: total))."
        let isEnd = portion.rows.isEmpty && portion.end == nil
        return response(
            query.campaign, parameters, summary: summary, portion.rows, links,
            advice: !isEnd ? [] : address.place == nil ? advice(query) : ["There are no further ones."])
    }

    /// How far a list goes whose end is not shown.
    private func reach(of portion: LeadPortion, among total: Int64?) -> String {
        let count = Int64(portion.rows.count)
        var reach = ""
        if let total, count < total { reach = "; \(count.grouped) of them are here" }
        guard let end = portion.end, total == nil || count < LeadsAddress.rowCount else { return reach }
        return reach + "; looked at up to that clicked \(clock.text(end.createdAt)), there may be more"
    }

    /// The filters alone, and what is wrong with them.
    func page(problems: FieldErrors, clickID: String = "") -> HTTPResponse {
        let isClickID = problems.fields.contains { $0.name == "clickId" }
        let texts =
            isClickID
            ? ["This is no click id, nor the beginning of one: it has 32 hexadecimal digits, hyphens or not."]
            : problems.sentences
        return response(
            .unprocessableEntity, filters(address.campaign, [], clickID: clickID, problems: problems),
            problems: texts, summary: nil,
            table: .none, links: [], csv: nil, advice: [])
    }

    func pageWithoutCampaigns() -> HTTPResponse {
        let mayMakeOne = request.identity?.mayChange ?? false
        return response(
            .ok, filters(nil, []), problems: [], summary: nil, table: .none,
            links: mayMakeOne ? [AddressChoice("Make a campaign", to: "\(base)/campaigns/new")] : [],
            csv: nil,
            advice: ["There is no campaign yet, and so no lead. Make a campaign first."])
    }

    /// The journeys whose click ids begin as somebody has typed.
    func page(found: [JourneySummary], areAll: Bool, of typed: String) -> HTTPResponse {
        let sentence =
            areAll
            ? "\(Int64(found.count).counted("journey", "journeys")) with a click id that begins with \(typed)."
            : "The first \(found.count) journeys with a click id that begins with \(typed). Type more of it."
        let advice =
            found.isEmpty
            ? [
                "No event has carried such a click id. Under Live stands what came, and what was refused and why."
            ]
            : []
        return response(
            .ok, filters(address.campaign, [], clickID: typed), problems: [], summary: sentence,
            table: JourneyTable(clock: clock, base: base).markup("Journeys", found), links: [], csv: nil,
            advice: advice)
    }

    // MARK: Parts

    private func response(
        _ campaign: CampaignID, _ parameters: [String], summary: String, _ rows: [LeadRow],
        _ links: [AddressChoice], advice: [String]
    ) -> HTTPResponse {
        response(
            .ok, filters(campaign, parameters), problems: [], summary: summary,
            table: ListedJourneys(address: address, clock: clock, base: base).markup(heading, rows),
            links: links,
            csv: rows.isEmpty ? nil : "\(base)/leads.csv?" + address.changed { $0.campaign = campaign }.text,
            advice: advice)
    }

    private func response(
        _ status: HTTPStatus, _ filters: LeadsPage.Filters, problems: [String], summary: String?,
        table: Markup,
        links: [AddressChoice], csv: String?, advice: [String]
    ) -> HTTPResponse {
        let page = LeadsPage(
            heading: heading, filters: filters, problems: problems, summary: summary, table: table,
            links: links, csv: csv, advice: advice)
        return HTTPResponse(status, page, in: request.layout(heading, .leads))
    }

    private func filters(
        _ campaign: CampaignID?, _ parameters: [String], clickID: String = "",
        problems: FieldErrors = FieldErrors()
    ) -> LeadsPage.Filters {
        let (first, last) = address.period.days(today)
        let days = DayFields(
            first, last, typed: QueryFields(request.request.query), errors: problems)
        return LeadsPage.Filters(
            campaigns: names.options(chosen: campaign), scopes: scopes, periods: periods,
            period: address.period.name ?? "", firstDay: days.first, lastDay: days.last,
            datings: [
                FieldChoice("click", title: "the click", isChosen: address.dated == .byClick),
                FieldChoice("lastEvent", title: "the last event", isChosen: address.dated == .byLastEvent),
            ],
            statuses: statuses, zones: address.zone.choices, clickID: clickID,
            names: parameters.filter { $0.utf8.count <= Self.longestName }.prefix(Self.mostNames).map { $0 },
            hidden: address.narrowing.map { HiddenField($0.name, $0.value) }, chosen: chosen,
            areMoreOpen: areMoreOpen || days.areRefused)
    }

    /// Where one of them says something else than usually.
    private var areMoreOpen: Bool {
        address.period.name == nil || address.dated == .byLastEvent || address.zone != .utc
    }

    private var periods: [AddressChoice] {
        LeadsAddress.Period.Name.allCases.map { name in
            link(
                name.title, address.changed { $0.period = .named(name) },
                isCurrent: address.period == .named(name))
        }
    }

    private var scopes: [FieldChoice] {
        LeadsQuery.Scope.allCases.map {
            FieldChoice($0.rawValue, title: $0.title, isChosen: $0 == address.scope)
        }
    }

    private var statuses: [FieldChoice] {
        [FieldChoice("", title: "any", isChosen: address.status == nil)]
            + LeadStatus.allCases.map {
                FieldChoice($0.rawValue, title: $0.participle, isChosen: address.status == .status($0))
            } + [FieldChoice("none", title: "none yet", isChosen: address.status == .noStatus)]
    }

    private var chosen: [AddressChoice] {
        let filters = address.parameters.indices.map { index in
            let filter = address.parameters[index]
            return link(
                "only \(filter.name) = \(filter.text)", address.changed { $0.parameters.remove(at: index) })
        }
        let missing = address.missing.indices.map { index in
            link("only without \(address.missing[index])", address.changed { $0.missing.remove(at: index) })
        }
        let columns = address.columns.indices.map { index in
            link("column \(address.columns[index])", address.changed { $0.columns.remove(at: index) })
        }
        return filters + missing + columns
    }

    private func link(
        _ title: String, _ address: LeadsAddress, page: Int64 = 1, isCurrent: Bool = false
    ) -> AddressChoice {
        let part = page == 1 ? "" : "&page=\(page)"
        return AddressChoice(title, to: "\(base)/leads?\(address.text)\(part)", isCurrent: isCurrent)
    }

    private func scope(of query: LeadsQuery) -> String {
        let name =
            names.first { $0.id == query.campaign }.map { "\($0.id) \($0.name)" } ?? "\(query.campaign)"
        let days =
            switch (query.first, query.last) {
            case (nil, nil): "of any time"
            case (let first?, nil): "from \(clock.text(first)) on"
            case (nil, let last?): "up to \(clock.text(last))"
            case (let first?, let last?) where first == last: "of \(clock.text(first))"
            case (let first?, let last?): "of \(clock.text(first)) to \(clock.text(last))"
            }
        let moment = query.dated == .byLastEvent ? " by their last event" : ""
        let order = listsAll ? ", in the order in which they began" : ""
        return "of campaign \(name), \(days)\(moment), in \(query.zone.identifier)\(order)"
    }

    private func advice(_ query: LeadsQuery) -> [String] {
        let isInPeriod = query.first != nil || query.last != nil
        let isNarrowed =
            isInPeriod || query.status != nil || !query.parameters.isEmpty || !query.missing.isEmpty
        guard !isNarrowed else {
            let wider = listsAll ? "" : "all journeys, "
            return [
                "No \(noun) matches. Choose a longer period, another status, \(wider)or remove a filter."
            ]
        }
        return [
            """
            No \(listsAll ? "click" : "lead") has come yet. The page of the campaign has snippets of what the landing \
            page and the network must send.
            """
        ]
    }

    // MARK: Words

    private var listsAll: Bool { address.scope == .all }

    private var heading: String { listsAll ? "Journeys" : "Leads" }

    private var noun: String { listsAll ? "journey" : "lead" }
}

extension LeadsQuery.Scope {
    fileprivate var title: String {
        switch self {
        case .leads: "with a lead or postback"
        case .all: "all journeys"
        }
    }
}

extension LeadsAddress.Period {
    fileprivate var name: String? { if case .named(let name) = self { name.rawValue } else { nil } }
}

extension LeadsAddress.Period.Name {
    fileprivate var title: String {
        switch self {
        case .today: "Today"
        case .yesterday: "Yesterday"
        case .week: "7 days"
        case .month: "30 days"
        case .all: "Any time"
        }
    }
}
