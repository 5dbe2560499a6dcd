import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func beginMove(
        _ move: ClickMove, by author: Author, at time: Timestamp
    ) throws(StoreError) -> Int64 {
        try write { database in
            try move.requireCampaigns(in: database)
            if let run = try move.openRun(in: database) { return run }
            try database.execute(
                literal: """
                    INSERT INTO move_run (
                        from_campaign_id, to_campaign_id, start_at, end_at, parameters, is_over, login,
                        created_at)
                    VALUES (
                        \(move.from.number), \(move.to.number), \(move.start.milliseconds),
                        \(move.end.milliseconds), \(move.parametersText), 0, \(author.login),
                        \(time.milliseconds))
                    """)
            return database.lastInsertedRowID
        }
    }

    package func carryOut(_ move: ClickMove, as run: Int64) throws(StoreError) -> Int {
        guard let campaign = try campaign(move.to) else { throw .refused(.noSuchCampaign(move.to)) }
        var search = try newSearch(move)
        let memory = index.memory
        while let journeys = try read({ try search.next(in: $0) }) {
            try longChanges.goOn(on: path)
            try takeSteps(journeys, leaving: move.from) { database, journeys in
                try MoveStep(of: run, in: database, memory).move(journeys, from: move.from, to: campaign)
            }
        }
        try write { try $0.execute(literal: "UPDATE move_run SET is_over = 1 WHERE id = \(run)") }
        try mapAllPostbacks()
        return try read { try MoveRun.keptCount(of: run, in: $0) }
    }

    package func undoMove(_ run: Int64, by author: Author) throws(StoreError) -> UndoneMove {
        let campaigns = try write { try MoveRun.takeBack(run, by: author, in: $0) }
        let count = try read { try MoveRun.keptCount(of: run, in: $0) }
        let memory = index.memory
        var last: Int64 = 0
        while true {
            let journeys = try read { try MoveRun.someKept(of: run, after: last, in: $0) }
            guard let end = journeys.last else { break }
            try takeSteps(journeys, leaving: campaigns.to) { database, journeys in
                try MoveStep(of: run, in: database, memory).giveBack(
                    journeys, from: campaigns.to, to: campaigns.from)
            }
            last = end
        }
        try mapAllPostbacks()
        let left = try read { try MoveRun.keptCount(of: run, in: $0) }
        return UndoneMove(undone: count - left, movedSince: left)
    }

    package func preview(_ move: ClickMove) throws(StoreError) -> MovePreview {
        try read { try move.requireCampaigns(in: $0) }
        guard let campaign = try campaign(move.to) else { throw .refused(.noSuchCampaign(move.to)) }
        var search = try newSearch(move)
        var preview = MovePreview()
        while let journeys = try read({ try search.next(in: $0) }) {
            try longChanges.goOn(on: path)
            try read { database in
                for journey in journeys { try preview.add(journey, movedTo: campaign, in: database) }
            }
        }
        return preview
    }

    package func horizon(at time: Timestamp) throws(StoreError) -> Horizon {
        let newest = try read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM journey") } ?? 0
        return Horizon(journey: newest, time: time)
    }

    private func newSearch(_ move: ClickMove) throws(StoreError) -> MoveSearch {
        let newest = try horizon(at: Timestamp(milliseconds: 0)).journey
        return MoveSearch(move, upTo: min(newest, move.newestJourney ?? .max))
    }

    /// Takes steps until all journeys are done, and clears what is in their way between two of them.
    private func takeSteps(
        _ journeys: [Int64], leaving campaign: CampaignID,
        _ step: @escaping @Sendable (Database, ArraySlice<Int64>) throws -> MoveStep.End
    ) throws(StoreError) {
        var rest = journeys[...]
        while let next = rest.first {
            try longChanges.goOn(on: path)
            let end = try write { [rest] in try step($0, rest) }
            rest = rest.dropFirst(end.doneCount)
            switch end.obstacle {
            case .block: try openBlock(with: rest.first ?? next, of: campaign)
            case .waitingPostbacks: try mapAllPostbacks()
            case nil: break
            }
        }
    }
}

/// What is known of a run of moves.
private enum MoveRun {
    private static let portion = 200

    /// Lets a run move nothing more.
    ///
    /// - Returns: Its campaigns.
    /// - Throws: `noSuchRun`.
    static func takeBack(
        _ run: Int64, by author: Author, in database: Database
    ) throws -> (from: CampaignID, to: CampaignID) {
        let row = try Row.fetchOne(
            database,
            literal: "SELECT from_campaign_id, to_campaign_id FROM move_run WHERE id = \(run)")
        guard let row, let from = CampaignID(row[0]), let to = CampaignID(row[1]) else {
            throw StoreError.refused(.noSuchRun(run))
        }
        try database.execute(
            literal: "UPDATE move_run SET is_over = 1, undo_login = \(author.login) WHERE id = \(run)")
        return (from: from, to: to)
    }

    /// Those that a run has moved and that were not given back.
    static func keptCount(of run: Int64, in database: Database) throws -> Int {
        try SQLRequest<Int>(
            literal: """
                SELECT count(*) FROM moved_journey WHERE run_id = \(run) AND returned_activity_at IS NULL
                """
        ).fetchOne(database) ?? 0
    }

    /// Some of them, in order of id.
    static func someKept(of run: Int64, after journey: Int64, in database: Database) throws -> [Int64] {
        try SQLRequest<Int64>(
            literal: """
                SELECT journey_id FROM moved_journey
                WHERE run_id = \(run) AND journey_id > \(journey) AND returned_activity_at IS NULL
                ORDER BY journey_id LIMIT \(portion)
                """
        ).fetchAll(database)
    }
}

extension ClickMove {
    /// - Throws: `noSuchCampaign`.
    fileprivate func requireCampaigns(in database: Database) throws {
        for campaign in [from, to] {
            guard try Campaign.fetch(campaign, from: database) != nil else {
                throw StoreError.refused(.noSuchCampaign(campaign))
            }
        }
    }

    /// A run of the same move that is not over.
    fileprivate func openRun(in database: Database) throws -> Int64? {
        try SQLRequest<Int64>(
            literal: """
                SELECT id FROM move_run
                WHERE is_over = 0 AND from_campaign_id = \(from.number) AND to_campaign_id = \(to.number)
                    AND start_at = \(start.milliseconds) AND end_at = \(end.milliseconds)
                    AND parameters = \(parametersText)
                """
        ).fetchOne(database)
    }
}

extension MovePreview {
    /// Adds a journey as it is, and as it would be in another campaign.
    mutating func add(
        _ journey: Int64, movedTo campaign: Campaign, in database: Database
    ) throws {
        let statement = try database.cachedStatement(
            sql: """
                SELECT status, payout, currency, converted_at, (
                    SELECT parameters FROM postback WHERE journey_id = journey.id ORDER BY id DESC LIMIT 1)
                FROM journey WHERE id = ?
                """)
        guard let row = try Row.fetchOne(statement, arguments: [journey]) else { return }
        let before = try Conversion(
            status: row[0], payout: row[1], currency: row[2], reportedAt: row[3], of: "journey \(journey)")
        let json: String? = row[4]
        let after = json.map { json in
            campaign.settings.conversion(
                of: Parameters(json: json), reportedAt: before?.reportedAt ?? Timestamp(milliseconds: 0))
        }
        add(before, after)
    }
}
