import Storage
import TestSupport
import Testing
import Tracking

/// Random campaigns with random events around days of 23, 24 and 25 hours, some of them in the wrong order.
struct RandomTraffic {
    static let zones = [
        "UTC", "Europe/Kyiv", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu",
    ].compactMap(ReportZone.init(identifier:))
    static let days = [
        "2018-02-18", "2018-03-25", "2018-04-01", "2018-07-01", "2018-10-07", "2018-10-28", "2018-11-04",
    ].compactMap { ReportDay($0) }
    /// Names that reports, SQL, JSON paths and spread sheets have a meaning of their own for.
    static let names = [
        "source", "ad.name", "lead_status", "expenses", "%", "`'\"$[0]", "caf\u{e9}", "cafe\u{301}", "", "=x",
    ]
    /// JSON texts: beside each other what is equal to somebody.
    static let values = [
        #""facebook""#, #""Facebook""#, #""null""#, "null", "10", "10.0", #""10""#, "true", #""true""#, "[1]",
        #"{"a":1}"#, #""=null""#, #""clicks""#, #""😀""#, #""caf\u00e9""#, #""cafe\u0301""#, #""""#, #""%""#,
    ]
    private static let statuses = ["approved", "hold", "declined", "nonsense"]

    var random: SeededGenerator
    let tracker: RecordingStore
    let campaigns: [CampaignID]
    /// The day around which each campaign's events come.
    private(set) var days: [CampaignID: ReportDay] = [:]
    /// In the order in which they were used first.
    private(set) var ids: [ClickID] = []
    /// What was recorded of each, in order.
    private(set) var events: [ClickID: [ReceivedEvent]] = [:]

    init(_ kind: StoreKind, seed: Int, campaignCount: Int) throws {
        random = SeededGenerator(seed: UInt64(seed))
        tracker = try RecordingStore(kind)
        campaigns = (1...campaignCount).compactMap { CampaignID(Int64($0)) }
        for campaign in campaigns {
            days[campaign] = random.pick(Self.days)
            // The clicks of the others come before them.
            if random.chance(85) { try add(campaign) }
        }
    }

    /// Events, changes of settings, expenses, attributions and moves, until every campaign exists.
    mutating func run(rounds: Int, between: (inout SeededGenerator) throws -> Void) throws {
        for _ in 0..<rounds {
            let batch = campaigns.flatMap { campaign in
                (0..<Int.random(in: 0...8, using: &random)).map { _ in event(campaign) }
            }
            for answer in tracker.recorder.answers(to: batch) { _ = try answer.get() }
            for event in batch { events[event.event.clickID, default: []].append(event) }
            for campaign in campaigns where random.chance(15) { try change(campaign) }
            for campaign in campaigns where random.chance(5) { try attributeSome(to: campaign) }
            for campaign in campaigns where random.chance(8) { try moveSome(to: campaign) }
            try between(&random)
        }
        for campaign in campaigns {
            if try tracker.store.campaign(campaign) == nil { try add(campaign) }
            try spend(on: campaign)
            if random.chance(60) { _ = try tracker.store.attribute(campaign, to: campaign) }
        }
    }

    private mutating func add(_ campaign: CampaignID) throws {
        let currency = random.pick(["usd", "eur", "uah"])
        let settings = try Campaign.Settings.sample(
            cost: Int64.random(in: 0...20, using: &random), currency: currency,
            mapper: random.chance(90) ? Campaign.Settings.sampleMapper : nil)
        try tracker.store.addSampleCampaign(campaign.number, settings)
    }

    private mutating func change(_ campaign: CampaignID) throws {
        let amount = Money(hundredThousandths: Int64.random(in: 0...5_000_000, using: &random))
        let currency = random.pick(["usd", "eur"])
        _ = try tracker.store.updateCampaign(
            campaign, Campaign.Change(amount: amount, currency: Currency(currency)))
    }

    private mutating func attributeSome(to campaign: CampaignID) throws {
        guard try tracker.store.campaign(campaign) != nil else { return }
        _ = try tracker.store.attribute(random.pick(campaigns), to: campaign)
    }

    /// From another campaign, of some days and perhaps with a parameter; some moves are taken back, sooner or later.
    private mutating func moveSome(to campaign: CampaignID) throws {
        let from = random.pick(campaigns)
        let day = days[from]?.number ?? 0
        let first = ReportDay(number: day - Int.random(in: 0...2, using: &random))
        guard let first, let last = ReportDay(number: day + Int.random(in: 0...2, using: &random)),
            try tracker.store.campaign(from) != nil, try tracker.store.campaign(campaign) != nil
        else { return }
        let filter = ClickMove.ParameterFilter(name: random.pick(Self.names), text: "facebook")
        let move = ClickMove(
            from: from, to: campaign, during: ReportPeriod(first: first, last: last),
            in: random.pick(Self.zones), parameters: random.chance(20) ? [filter] : [])
        guard let move else { return }
        while try tracker.store.mapSomePostbacks() {}
        let before = try ids.map { "\(try tracker.journey($0))" }
        let run = try tracker.store.beginMove(move, at: Timestamp(milliseconds: 0))
        let count = try tracker.store.carryOut(move, as: run)
        if random.chance(40) {
            let undone = try tracker.store.undoMove(run)
            #expect(undone == UndoneMove(undone: count, movedSince: 0))
            #expect(try ids.map { "\(try tracker.journey($0))" } == before)
        }
        if random.chance(30) { _ = try tracker.store.undoMove(Int64.random(in: 1...run, using: &random)) }
        #expect(try tracker.store.verify(limit: 10) == [])
    }

    private mutating func event(_ campaign: CampaignID) -> ReceivedEvent {
        let id = clickID()
        let parameters = Parameters(json: json())
        let event: Event =
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5: .click(Click(clickID: id, campaignID: campaign, parameters: parameters))
            case 5..<7: .lead(Lead(clickID: id, parameters: parameters))
            default: .reported(id, random.pick(Self.statuses))
            }
        return ReceivedEvent(event: event, receivedAt: time(campaign))
    }

    /// A known id makes a repeat, a lead or a postback of a journey, which may be another campaign's.
    private mutating func clickID() -> ClickID {
        guard ids.isEmpty || random.chance(45) else { return random.pick(ids) }
        let id = ClickID.random(using: &random)
        ids.append(id)
        return id
    }

    /// Within three days around the campaign's day, more often near the ends of days than not.
    private mutating func time(_ campaign: CampaignID) -> Timestamp {
        let day = days[campaign]?.number ?? 0
        let middle = Int64(day) * 86_400_000
        let offset = Int64.random(in: -172_800_000...172_800_000, using: &random)
        guard random.chance(40), let near = ReportDay(number: day + Int.random(in: -1...1, using: &random))
        else { return Timestamp(milliseconds: middle + offset) }
        let start = random.pick(Self.zones).start(of: near).milliseconds
        return Timestamp(milliseconds: start + Int64.random(in: -2...1, using: &random))
    }

    private mutating func json() -> String {
        guard random.chance(85) else { return "{}" }
        let members = Self.names.compactMap { name -> String? in
            guard random.chance(35) else { return nil }
            let escaped = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return "\"\(escaped)\":\(random.pick(Self.values))"
        }
        return "{\(members.joined(separator: ","))}"
    }

    private mutating func spend(on campaign: CampaignID) throws {
        guard random.chance(60), let day = days[campaign]?.number else { return }
        let days = try (-3...3).compactMap { ReportDay(number: day + $0) }.map { day in
            let values = ["facebook", "null", "=clicks", "clicks", "nobody", "10", "caf\u{e9}"]
            let expenses = try values.compactMap { value -> DayExpenses.Expense? in
                guard random.chance(40) else { return nil }
                let digits = Int64.random(in: 0...1_000_000, using: &random)
                let decimalCount = Int.random(in: 0...12, using: &random)
                return try DayExpenses.Expense(value, "\(digits)e-\(decimalCount)")
            }
            return DayExpenses(day: day, distribution: expenses)
        }
        guard let parameter = try parameter(of: campaign) else { return }
        try tracker.store.setExpenses(days, by: parameter, for: campaign)
    }

    /// One of the campaign's clicks, or any as long as it has none; nil when no click has any.
    private mutating func parameter(of campaign: CampaignID) throws -> String? {
        guard try tracker.store.summary(of: campaign).clickCount > 0 else { return random.pick(Self.names) }
        let names = try tracker.store.distributionParameters(of: campaign)
        return names.isEmpty ? nil : random.pick(names)
    }

    /// A query of any kind about a campaign, around its day.
    mutating func query(_ campaign: CampaignID) throws -> StatisticsQuery {
        struct NoSuchDay: Error {}
        let day = days[campaign]?.number ?? 0
        let offsets = (
            Int.random(in: -4...2, using: &random), Int.random(in: -2...4, using: &random)
        )
        guard let first = ReportDay(number: day + offsets.0), let last = ReportDay(number: day + offsets.1)
        else { throw NoSuchDay() }
        let names = (0..<Int.random(in: 0...4, using: &random)).map { _ in random.pick(Self.names) }
        var query = StatisticsQuery(
            campaign: campaign, period: ReportPeriod(first: first, last: last),
            zone: random.pick(Self.zones), groupParameters: names,
            skipsClicksWithoutParameters: random.chance(30))
        if random.chance(40) { query.filter = try filter(campaign) }
        return query
    }

    /// Often by the parameter that expenses are given by.
    private mutating func filter(_ campaign: CampaignID) throws -> JourneyFilter {
        var filter = JourneyFilter()
        if random.chance(30) { filter.status = .status(random.pick(LeadStatus.allCases)) }
        if random.chance(15) { filter.status = .noStatus }
        let distribution = try tracker.store.campaign(campaign)?.expensesDistributionParameter
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            let name = random.chance(60) ? distribution : nil
            filter.parameters.append(
                LeadsQuery.ParameterFilter(
                    name: name ?? random.pick(Self.names),
                    text: random.pick(["facebook", "10", "true", "null", "clicks", "caf\u{e9}", "nobody"])))
        }
        return filter
    }
}

extension RandomTraffic {
    /// A query of any kind about the leads of the same campaign, or about all its journeys, often of the same days.
    mutating func leadsQuery(_ statistics: StatisticsQuery) throws -> LeadsQuery {
        var query = LeadsQuery(campaign: statistics.campaign)
        query.sortKey = random.pick(LeadSortKey.allCases)
        query.order = random.pick(ListOrder.allCases)
        if let page = Page(number: Int64.random(in: 1...3, using: &random), size: 3) { query.page = page }
        if random.chance(40) { query.status = .status(random.pick(LeadStatus.allCases)) }
        if random.chance(10) { query.status = .noStatus }
        query.zone = statistics.zone
        if random.chance(30) { query.first = statistics.period.first }
        if random.chance(30) { query.last = statistics.period.last }
        if random.chance(30) {
            let filter = LeadsQuery.ParameterFilter(
                name: random.pick(Self.names), text: random.pick(["facebook", "10", "true", "null", "😀"]))
            query.parameters = [filter]
        }
        if random.chance(20) { query.dated = .byLastEvent }
        if random.chance(20) { query.columns = [random.pick(Self.names), random.pick(Self.names)] }
        if random.chance(50) { query.scope = .all }
        if random.chance(15) { query.missing = [random.pick(Self.names)] }
        return query
    }
}
