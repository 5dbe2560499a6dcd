import GRDB
import Tracking

/// The writer's statements on the tables of events that do not stand in their journey's row.
struct EventRows {
    private let repeatedClick: PreparedStatement
    private let lead: PreparedStatement
    private let postback: PreparedStatement
    private let unattributedClick: PreparedStatement
    private let lastPostback: PreparedStatement
    private let postbacks: PreparedStatement
    private let mapping: PreparedStatement

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
        postbacks = try PreparedStatement(
            "SELECT id, parameters FROM postback WHERE journey_id = ? ORDER BY id", in: database)
        mapping = try PreparedStatement(
            "UPDATE postback SET status = ?, payout = ?, currency = ? WHERE id = ?", in: database)
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
        case .attribution:
            break
        }
        if let mapping = step.earlierPostbacks { try map(mapping, journey: journey) }
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

    private func map(_ step: JourneyStep.Mapping, journey: Int64) throws {
        postbacks.bind(journey, at: 1)
        try postbacks.forEach { row in
            let parameters = Parameters(json: row.text(1) ?? "")
            // A postback's row has no need of the time of its conversion, which is its own.
            let conversion = step.settings.conversion(of: parameters, reportedAt: step.last.reportedAt)
            mapping.bind(conversion, at: 1)
            mapping.bind(row.integer(0), at: 4)
            try mapping.run()
        }
    }
}
