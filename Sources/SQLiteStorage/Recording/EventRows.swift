import GRDB
import Tracking

/// The writer's statements on the tables of events that do not stand in their journey's row.
struct EventRows {
    private let repeatedClick: PreparedStatement
    private let lead: PreparedStatement
    private let postback: PreparedStatement
    private let unattributedClick: PreparedStatement
    private let lastPostback: PreparedStatement
    private let lastConversion: PreparedStatement
    private let lastMapping: PreparedStatement
    private let waitingMapping: PreparedStatement
    private let lastParameters: [EventKind: PreparedStatement]

    private enum EventKind: String, CaseIterable {
        case click = "repeated_click"
        case lead, postback
    }

    init(_ database: Database) throws {
        repeatedClick = try PreparedStatement(
            """
            INSERT INTO repeated_click (journey_id, sent_campaign_id, parameters, created_at)
            VALUES (?, ?, ?, ?)
            """, in: database)
        lead = try PreparedStatement(
            "INSERT INTO lead (journey_id, parameters, created_at) VALUES (?, ?, ?)", in: database)
        postback = try PreparedStatement(
            """
            INSERT INTO postback (journey_id, parameters, created_at, status, payout, currency)
            VALUES (?, ?, ?, ?, ?, ?)
            """, in: database)
        unattributedClick = try PreparedStatement(
            "INSERT INTO unattributed_click (sent_campaign_id, clicked_at, journey_id) VALUES (?, ?, ?)",
            in: database)
        lastPostback = try PreparedStatement(
            "SELECT parameters, created_at FROM postback WHERE journey_id = ? ORDER BY id DESC LIMIT 1",
            in: database)
        lastConversion = try PreparedStatement(
            """
            SELECT status, payout, currency, created_at FROM postback WHERE journey_id = ?
            ORDER BY id DESC LIMIT 1
            """, in: database)
        lastMapping = try PreparedStatement(
            """
            UPDATE postback SET status = ?1, payout = ?2, currency = ?3
            WHERE id = (SELECT max(id) FROM postback WHERE journey_id = ?4)
            """, in: database)
        waitingMapping = try PreparedStatement(
            """
            INSERT INTO waiting_mapping (
                journey_id, cost_value, currency, status_mapper, mapped_postback_id, end_postback_id)
            SELECT ?1, ?2, ?3, ?4, 0, max(id) FROM postback WHERE journey_id = ?1
            """, in: database)
        lastParameters = try Dictionary(
            uniqueKeysWithValues: EventKind.allCases.map { kind in
                let sql = """
                    SELECT parameters = ?2 FROM \(kind.rawValue) WHERE journey_id = ?1 ORDER BY id DESC LIMIT 1
                    """
                return (kind, try PreparedStatement(sql, in: database))
            })
    }

    /// Writes what a step brings beside its journey's row.
    func write(_ step: JourneyStep, journey: Int64, at time: Timestamp) throws {
        switch step.row {
        case .firstClick(let click):
            if step.isUnattributedClick { try listAsUnattributed(click, journey: journey, at: time) }
        case .repeatedClick(let click):
            repeatedClick.bind(click.campaignID.number, at: 2)
            try insert(repeatedClick, journey, 3, click.parameters, time)
        case .lead(let event):
            try insert(lead, journey, 2, event.parameters, time)
        case .postback(let event, let conversion):
            postback.bind(conversion, at: 4)
            try insert(postback, journey, 2, event.parameters, time)
        case .attribution, .move, .surplus:
            break
        }
        if let mapping = step.earlierPostbacks { try map(mapping, of: step.after, journey: journey) }
    }

    /// The last one by arrival, which is the order of ids; nil when none has come.
    func lastPostback(of journey: Int64) throws -> JourneyStep.StoredPostback? {
        lastPostback.bind(journey, at: 1)
        return try lastPostback.first { row in
            JourneyStep.StoredPostback(
                parameters: Parameters(json: row.text(0) ?? ""),
                createdAt: Timestamp(milliseconds: row.integer(1)))
        }
    }

    /// What the last one means; nil when none has come.
    func lastConversion(of journey: Int64) throws -> Conversion? {
        lastConversion.bind(journey, at: 1)
        return try lastConversion.first { try Conversion($0, from: 0, of: "journey \(journey)") } ?? nil
    }

    /// Parameters stand at `place`, and the time behind them.
    private func insert(
        _ statement: PreparedStatement, _ journey: Int64, _ place: Int32, _ parameters: Parameters,
        _ time: Timestamp
    ) throws {
        statement.bind(journey, at: 1)
        statement.bind(time.milliseconds, at: place + 1)
        try statement.run(with: parameters.json, at: place)
    }

    private func listAsUnattributed(_ click: Click, journey: Int64, at time: Timestamp) throws {
        unattributedClick.bind(click.campaignID.number, at: 1)
        unattributedClick.bind(time.milliseconds, at: 2)
        unattributedClick.bind(journey, at: 3)
        try unattributedClick.run()
    }

    /// Maps the last postback now, and has those before it mapped later.
    private func map(_ mapping: JourneyStep.Mapping, of state: JourneyState, journey: Int64) throws {
        lastMapping.bind(mapping.last, at: 1)
        lastMapping.bind(journey, at: 4)
        try lastMapping.run()
        guard state.postbackCount > 1 else { return }
        waitingMapping.bind(journey, at: 1)
        waitingMapping.bind(mapping.settings.cost.amount.hundredThousandths, at: 2)
        waitingMapping.bind(mapping.settings.cost.currency.code, at: 3)
        waitingMapping.bind(mapping.settings.statusMapper?.json, at: 4)
        try waitingMapping.run()
    }

    /// Whether the journey's last event of the same kind, a repeated click for a click, has the same parameters.
    func isEqualToLast(_ event: Event, journey: Int64) throws -> Bool {
        let kind: EventKind =
            switch event {
            case .click: .click
            case .lead: .lead
            case .postback: .postback
            }
        guard let statement = lastParameters[kind] else { return false }
        statement.bind(journey, at: 1)
        statement.bind(event.parameters.json, at: 2)
        return try statement.first { $0.integer(0) != 0 } ?? false
    }
}
