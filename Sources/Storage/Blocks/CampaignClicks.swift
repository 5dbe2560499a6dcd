import GRDB
import Tracking

/// The first clicks of a campaign's journeys, as rows of the event tables.
struct CampaignClicks {
    let campaign: CampaignID
    let database: Database

    /// A journey, its first click and its outcome.
    struct Click {
        let journey: Int64
        let clickedAt: Int64
        let parameters: Parameters
        let status: LeadStatus?
        let payout: Int64?
    }

    /// Up to where the campaign's journeys are in blocks; 0 before the first block.
    func lastSealedJourney() throws -> Int64 {
        let statement = try database.cachedStatement(
            sql: "SELECT last_journey_id FROM report_seal WHERE campaign_id = ?")
        return try Int64.fetchOne(statement, arguments: [campaign.number]) ?? 0
    }

    /// Calls `body` with each journey after `journey`, in order of id, until it returns false.
    func forEach(after journey: Int64, _ body: (Click) throws -> Bool) throws {
        try forEach(
            sql: """
                SELECT journey.id, journey.clicked_at, click.parameters, journey.status, journey.payout
                FROM journey INDEXED BY journey_by_campaign
                CROSS JOIN click ON click.journey_id = journey.id
                WHERE journey.campaign_id = ? AND journey.id > ?
                ORDER BY journey.id
                """,
            arguments: [campaign.number, journey], body)
    }

    /// Calls `body` with each journey whose id is in the range, in order of id, until it returns false.
    func forEach(in journeys: ClosedRange<Int64>, _ body: (Click) throws -> Bool) throws {
        try forEach(after: journeys.lowerBound - 1) { click in
            try click.journey <= journeys.upperBound && body(click)
        }
    }

    /// Calls `body` with each journey that came after its id was sealed over, in order of id, until it returns
    /// false.
    func forEachLate(_ body: (Click) throws -> Bool) throws {
        try forEach(
            sql: """
                SELECT journey.id, journey.clicked_at, click.parameters, journey.status, journey.payout
                FROM late_journey
                CROSS JOIN journey ON journey.id = late_journey.journey_id
                CROSS JOIN click ON click.journey_id = journey.id
                WHERE late_journey.campaign_id = ?
                ORDER BY late_journey.journey_id
                """,
            arguments: [campaign.number], body)
    }

    /// Calls `body` with each journey that is in no block.
    func forEachUnsealed(_ body: (Click) throws -> Void) throws {
        try forEach(after: lastSealedJourney()) { click in
            try body(click)
            return true
        }
        try forEachLate { click in
            try body(click)
            return true
        }
    }

    private func forEach(
        sql: String, arguments: StatementArguments, _ body: (Click) throws -> Bool
    ) throws {
        let statement = try database.cachedStatement(sql: sql)
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        while let row = try rows.next() {
            guard try body(Click(row: row)) else { return }
        }
    }
}

extension CampaignClicks.Click {
    fileprivate init(row: Row) throws {
        journey = row[0]
        clickedAt = row[1]
        parameters = Parameters(json: row[2])
        payout = row[4]
        guard let text: String = row[3] else {
            status = nil
            return
        }
        guard let status = LeadStatus(rawValue: text) else {
            throw StoreError.unreadable("journey \(journey), status")
        }
        self.status = status
    }
}
