import Blocks
import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func leads(_ query: LeadsQuery) throws(StoreError) -> PageOf<LeadRow> {
        let finding = query.clickID.map(index.find)
        return try read { database in
            if let finding {
                guard let journey = try finding.journey(in: database) else {
                    return PageOf(rows: [], total: 0)
                }
                return try query.searchAll("journey.id = \(journey)", in: database)
            }
            guard query.keyedFilters.isEmpty else { return try query.searchAll("true", in: database) }
            let rows = try LeadRow.fetchAll(query, query.page(of: query.selection), from: database)
            return PageOf(rows: rows, total: try query.count(in: database))
        }
    }

    package func leadCount(_ query: LeadsQuery) throws(StoreError) -> Int64? {
        try read { try query.toldCount(in: $0) }
    }
}

extension LeadsQuery {
    private var isWithinPeriod: Bool { first != nil || last != nil }

    /// Whether journeys without a lead or a postback are meant, too; none of them has a status.
    var includesClicksAlone: Bool { scope == .all && (status == nil || status == .noStatus) }

    /// All but the filters on parameters; `is_lead = 1` as the partial indexes have it. A journey with a status is
    /// a lead, and `journey_conversion` knows no more of it.
    var condition: SQL {
        var condition: SQL = "journey.campaign_id = \(campaign.number)"
        switch status {
        case .status(let status):
            condition += " AND journey.status = \(status.rawValue)"
            if sortKey == .createdAt { condition += " AND journey.is_lead = 1" }
        case .noStatus: condition += leadsAlone + " AND journey.status IS NULL"
        case nil: condition += leadsAlone
        }
        return condition + afterPeriodStart + beforePeriodEnd
    }

    var leadsAlone: SQL { includesClicksAlone ? "" : " AND journey.is_lead = 1" }

    var afterPeriodStart: SQL {
        first.map { " AND \(datingColumn) >= \(zone.start(of: $0).column)" } ?? ""
    }

    var beforePeriodEnd: SQL {
        last.map { " AND \(datingColumn) < \(zone.end(of: $0).column)" } ?? ""
    }

    private var datingColumn: SQL {
        switch dated {
        case .byClick: "journey.clicked_at"
        case .byLastEvent: "journey.last_activity_at"
        }
    }

    /// What a `LeadRow` is made of.
    var selection: SQL { columns.isEmpty ? LeadRow.columns : LeadRow.columns + ", journey.parameters" }

    var ordering: SQL {
        switch sortKey {
        case .id: "ORDER BY journey.id \(order.keyword)"
        case .createdAt: "ORDER BY journey.clicked_at \(order.keyword), journey.id \(order.keyword)"
        }
    }

    /// The index that has the rows in order, of which SQLite would choose a shorter one, or sort them; it chooses well by
    /// id in a period.
    private var index: SQL {
        switch (sortKey, status) {
        case _ where includesClicksAlone: "INDEXED BY journey_by_campaign"
        case (.createdAt, _): "INDEXED BY journey_lead_by_click"
        case _ where isWithinPeriod: ""
        case (.id, .status): "INDEXED BY journey_conversion"
        case (.id, _): "INDEXED BY journey_lead"
        }
    }

    /// Where each journey is looked at: SQLite chooses well among leads.
    private var searchedIndex: SQL { includesClicksAlone ? index : "" }

    /// The rows are found by index alone, so that a late page reads none of those before it.
    fileprivate func page(of columns: SQL) -> SQL {
        """
        SELECT \(columns) FROM journey WHERE journey.id IN (
            SELECT id FROM journey \(index) WHERE \(condition) \(ordering)
            LIMIT \(page.size) OFFSET \(page.offset))
        \(ordering)
        """
    }

    /// nil: only a look at each journey would tell.
    fileprivate func toldCount(in database: Database) throws -> Int64? {
        guard clickID == nil, dated == .byClick || !isWithinPeriod else { return nil }
        guard !keyedFilters.isEmpty else { return try count(in: database) }
        // Blocks know of no lead without a postback.
        return scope == .all ? try countOfBlocks(in: database) : nil
    }

    /// What a report of the period counts as clicks.
    private func countOfBlocks(in database: Database) throws -> Int64 {
        let start = first.map { zone.start(of: $0) } ?? Timestamp(milliseconds: .min)
        let end = last.map { zone.end(of: $0) } ?? Timestamp(milliseconds: .max)
        guard start.milliseconds < end.milliseconds else { return 0 }
        // As one long day.
        var query = StatisticsQuery(campaign: campaign, period: ReportPeriod(first: .first, last: .first))
        query.filter = filter
        let days = try GroupedReport(
            query, groupParameters: [], dayStarts: [start, end],
            from: SQLiteReportSource(campaign: campaign, database: database)
        ).counted()
        return days.reduce(0) { $0 + $1.tally.clicks }
    }

    /// From the counters, but for days of what they know nothing of.
    fileprivate func count(in database: Database) throws -> Int64 {
        try SQLRequest<Int64>(literal: counting).fetchOne(database) ?? 0
    }

    private var counting: SQL {
        guard status != nil || isWithinPeriod else {
            return """
                SELECT \(sql: countedColumns) FROM campaign_counter WHERE campaign_id = \(campaign.number)
                """
        }
        guard dated == .byClick || !isWithinPeriod else {
            return "SELECT count(*) FROM journey WHERE \(condition)"
        }
        return """
            SELECT sum(\(sql: countedColumns)) FROM quarter_hour
            WHERE campaign_id = \(campaign.number) \(slots)
            """
    }

    private var countedColumns: String {
        let all = scope == .all ? "clicks" : "leads"
        return switch status {
        case nil: all
        case .status(let status): "\(status.rawValue)_leads"
        case .noStatus:
            ([all] + LeadStatus.allCases.map { "\($0.rawValue)_leads" }).joined(separator: " - ")
        }
    }

    /// Days are made of whole quarters of an hour.
    private var slots: SQL {
        let start: SQL = first.map { "AND slot >= \(QuarterHour.firstSlot(from: zone.start(of: $0)))" } ?? ""
        let end: SQL = last.map { " AND slot < \(QuarterHour.firstSlot(from: zone.end(of: $0)))" } ?? ""
        return start + end
    }

    /// Reads the parameters of every journey that the other filters leave, and this condition.
    fileprivate func searchAll(_ further: SQL, in database: Database) throws -> PageOf<LeadRow> {
        let search: SQL = """
            SELECT journey.id, journey.parameters FROM journey \(searchedIndex)
            WHERE \(condition) AND \(further) \(ordering)
            """
        let filters = keyedFilters
        var total: Int64 = 0
        var rows: [LeadRow] = []
        let candidates = try SQLRequest<Row>(literal: search).fetchCursor(database)
        while let candidate = try candidates.next() {
            guard filters.hold(for: Parameters(json: candidate[1])) else { continue }
            total += 1
            guard total > page.offset, rows.count < page.size else { continue }
            let id: Int64 = candidate[0]
            rows += try LeadRow.fetchAll(
                self, "SELECT \(selection) FROM journey WHERE id = \(id)", from: database)
        }
        return PageOf(rows: rows, total: total)
    }

    /// The filters on parameters.
    var keyedFilters: [KeyedFilter] {
        filter.conditions.map { KeyedFilter(name: $0.name, key: $0.key) }
    }

    struct KeyedFilter {
        fileprivate let name: [UInt8]
        fileprivate let key: GroupKey
    }
}

extension [LeadsQuery.KeyedFilter] {
    func hold(for parameters: Parameters) -> Bool {
        allSatisfy { parameters.groupKey(of: $0.name) == $0.key }
    }
}

extension LeadRow {
    static let columns: SQL = "click_id, status, payout, currency, converted_at, clicked_at, last_activity_at"

    fileprivate static func fetchAll(
        _ query: LeadsQuery, _ selection: SQL, from database: Database
    ) throws -> [LeadRow] {
        try Row.fetchAll(database, literal: selection).map { row in
            try LeadRow(
                row,
                query.columns.isEmpty ? .none : LeadValues(Parameters(json: row[7]), columns: query.columns))
        }
    }

    /// From a row that begins with the columns.
    init(_ row: Row, _ values: LeadValues) throws {
        let clickID = try ClickID(column: row[0])
        self.init(
            clickID: clickID,
            conversion: try Conversion(
                status: row[1], payout: row[2], currency: row[3], reportedAt: row[4],
                of: "journey \(clickID)"),
            createdAt: Timestamp(milliseconds: row[5]), lastActivityAt: Timestamp(milliseconds: row[6]),
            values: values)
    }
}
