import GRDB
import Storage
import Tracking

/// The writer's statements on `journey`.
final class JourneyRows {
    private let database: Database
    private let insertion: PreparedStatement
    private let selection: PreparedStatement
    private let firstClick: PreparedStatement
    /// By the columns that they change.
    private var updates: [JourneyColumn.Group: PreparedStatement] = [:]

    /// A journey in the database.
    struct Stored {
        let id: Int64
        let state: JourneyState
    }

    init(_ database: Database) throws {
        self.database = database
        insertion = try PreparedStatement(
            """
            INSERT INTO journey (
                click_id, campaign_id, clicked_at, sent_campaign_id, has_parameters, lead_count, postback_count,
                repeat_count, is_lead, created_at, last_activity_at, byte_count, surplus_count, parameters)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?6 + ?7 > 0, ?8, ?8, ?9, 0, ?10
            WHERE NOT EXISTS (\(ClickIDIndex.query))
            """, in: database)
        selection = try PreparedStatement(
            "SELECT click_id, id, \(JourneyColumn.selection) FROM journey WHERE id = ?", in: database)
        firstClick = try PreparedStatement(
            """
            UPDATE journey SET clicked_at = ?1, sent_campaign_id = ?2, has_parameters = ?3, parameters = ?4,
                campaign_id = ?5, status = ?6, payout = ?7, currency = ?8, converted_at = ?9,
                last_activity_at = ?10, byte_count = ?11
            WHERE id = ?12
            """, in: database)
    }

    /// Writes the journey that a step begins, unless the tables of the index have its click id.
    ///
    /// - Returns: The new row's id; nil, and nothing done, when the click id has a journey already.
    func insert(_ step: JourneyStep) throws -> Int64? {
        let journey = step.after
        insertion.bind(journey.clickID, at: 1)
        insertion.bind(journey.campaignID?.number, at: 2)
        insertion.bind(journey.clickedAt?.milliseconds, at: 3)
        insertion.bind(step.firstClick?.campaignID.number, at: 4)
        insertion.bind(journey.hasParameters, at: 5)
        insertion.bind(journey.leadCount, at: 6)
        insertion.bind(journey.postbackCount, at: 7)
        insertion.bind(journey.createdAt.milliseconds, at: 8)
        insertion.bind(journey.byteCount, at: 9)
        let count =
            if let click = step.firstClick {
                try insertion.run(with: click.parameters.json, at: 10)
            } else {
                try insertion.run()
            }
        return count == 1 ? insertion.lastInsertedID : nil
    }

    /// Gives a journey that has nothing but its row another id.
    ///
    /// - Returns: The new one.
    func renumber(_ id: Int64, as other: Int64) throws -> Int64 {
        try database.execute(literal: "UPDATE journey SET id = \(other) WHERE id = \(id)")
        return other
    }

    /// The journey of a row that the index, or a list of journeys, names; nil when it is not there.
    func read(_ id: Int64) throws -> Stored? {
        selection.bind(id, at: 1)
        return try selection.first { try Stored(id: id, state: JourneyState($0)) }
    }

    /// Writes what a step has changed of the journey at `id`.
    func update(_ id: Int64, _ step: JourneyStep) throws {
        if let click = step.firstClick { return try attach(click, to: id, step.after) }
        guard let before = step.before else { return }
        let changed = JourneyColumn.Group(from: before, to: step.after)
        guard let statement = try updates[changed] ?? prepare(changed) else { return }
        var place: Int32 = 1
        for column in changed.columns {
            column.bind(step.after, to: statement, at: place)
            place += 1
        }
        statement.bind(id, at: place)
        try statement.run()
    }

    private func prepare(_ changed: JourneyColumn.Group) throws -> PreparedStatement? {
        guard let update = changed.update else { return nil }
        let statement = try PreparedStatement(update, in: database)
        updates[changed] = statement
        return statement
    }

    /// The click of a journey that began without one.
    private func attach(_ click: Click, to id: Int64, _ journey: JourneyState) throws {
        firstClick.bind(journey.clickedAt?.milliseconds, at: 1)
        firstClick.bind(click.campaignID.number, at: 2)
        firstClick.bind(journey.hasParameters, at: 3)
        firstClick.bind(click.parameters.json, at: 4)
        firstClick.bind(journey.campaignID?.number, at: 5)
        firstClick.bind(journey.conversions.last, at: 6)
        firstClick.bind(journey.conversions.last?.reportedAt.milliseconds, at: 9)
        firstClick.bind(journey.lastActivityAt.milliseconds, at: 10)
        firstClick.bind(journey.byteCount, at: 11)
        firstClick.bind(id, at: 12)
        try firstClick.run()
    }
}

extension JourneyStep {
    fileprivate var firstClick: Click? {
        if case .firstClick(let click) = row { click } else { nil }
    }
}

extension PreparedStatement {
    /// Status, payout and currency of a conversion at three places from `place` on.
    func bind(_ conversion: Conversion?, at place: Int32) {
        bind(conversion?.status.rawValue, at: place)
        bind(conversion?.payout?.amount.hundredThousandths, at: place + 1)
        bind(conversion?.payout?.currency.code, at: place + 2)
    }
}
