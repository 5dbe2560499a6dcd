import Blocks
import GRDB
import Storage
import Tracking

/// The first clicks of a campaign's journeys, from their rows.
struct CampaignClicks {
    let campaign: CampaignID
    let database: Database

    /// Up to where the campaign's journeys are in blocks; 0 before the first block.
    func lastSealedJourney() throws -> Int64 {
        try CampaignSeal(of: campaign, in: database).lastJourney
    }

    /// Calls `body` with each journey after `journey`, in order of id, until it returns false.
    func forEach(after journey: Int64, _ body: (FirstClick) throws -> Bool) throws {
        try forEach(
            sql: """
                SELECT \(Self.columns) FROM journey INDEXED BY journey_by_campaign
                WHERE journey.campaign_id = ? AND journey.id > ?
                ORDER BY journey.id
                """,
            arguments: [campaign.number, journey], body)
    }

    /// Calls `body` with each journey whose id is in the range, in order of id, until it returns false.
    func forEach(in journeys: ClosedRange<Int64>, _ body: (FirstClick) throws -> Bool) throws {
        try forEach(after: journeys.lowerBound - 1) { click in
            try click.journey <= journeys.upperBound && body(click)
        }
    }

    /// Calls `body` with each of these journeys that is the campaign's, in their order.
    func forEach(of journeys: [Int64], _ body: (FirstClick) throws -> Void) throws {
        for journey in journeys {
            try forEach(
                sql: "SELECT \(Self.columns) FROM journey WHERE journey.id = ? AND journey.campaign_id = ?",
                arguments: [journey, campaign.number]
            ) { click in
                try body(click)
                return true
            }
        }
    }

    /// Calls `body` with each journey that came after its id was sealed over, in order of id, until it returns
    /// false.
    func forEachLate(_ body: (FirstClick) throws -> Bool) throws {
        try forEach(
            sql: "SELECT \(Self.columns) \(Self.late) ORDER BY late_journey.journey_id",
            arguments: [campaign.number], body)
    }

    /// Calls `body` with each journey that is in no block.
    func forEachUnsealed(_ body: (FirstClick) throws -> Void) throws {
        try forEach(after: lastSealedJourney()) { click in
            try body(click)
            return true
        }
        try forEachLate { click in
            try body(click)
            return true
        }
    }

    /// Calls `body` with each journey that is in no block, the latest first, until it returns false.
    func forEachLatestUnsealed(_ body: (FirstClick) throws -> Bool) throws {
        try forEach(
            sql: "SELECT \(Self.columns) \(Self.next) ORDER BY journey.id DESC",
            arguments: [campaign.number, lastSealedJourney()], body)
        try forEach(
            sql: "SELECT \(Self.columns) \(Self.late) ORDER BY late_journey.journey_id DESC",
            arguments: [campaign.number], body)
    }

    /// Calls `body` with the parameters of some first clicks that are in no block, the latest first. Those of long
    /// journeys are passed over unread.
    func forEachLatestSmallUnsealed(_ body: (Parameters) -> Void) throws {
        var room = Self.maximumLatestByteCount
        let selection = """
            SELECT CASE WHEN journey.byte_count <= \(Self.maximumSmallByteCount) THEN journey.parameters END
            """
        for (rows, arguments) in try [
            ("\(Self.next) ORDER BY journey.id DESC", [campaign.number, lastSealedJourney()]),
            ("\(Self.late) ORDER BY late_journey.journey_id DESC", [campaign.number]),
        ] {
            let statement = try database.cachedStatement(
                sql: "\(selection) \(rows) LIMIT \(Self.maximumLatestCount)")
            let texts = try String?.fetchCursor(statement, arguments: StatementArguments(arguments))
            while room > 0, let text = try texts.next() {
                guard let text else { continue }
                room -= text.utf8.count
                body(Parameters(json: text))
            }
        }
    }

    /// Of either kind; a block that waits to be sealed has no more.
    private static let maximumLatestCount = 2_048
    /// Of all events of a journey: no honest page sends more.
    private static let maximumSmallByteCount = 16 * 1024
    /// What is read in a few milliseconds, and has the names of many honest clicks.
    private static let maximumLatestByteCount = 128 * 1024

    private static let next = """
        FROM journey INDEXED BY journey_by_campaign WHERE journey.campaign_id = ? AND journey.id > ?
        """
    private static let late = """
        FROM late_journey CROSS JOIN journey ON journey.id = late_journey.journey_id
        WHERE late_journey.campaign_id = ?
        """
    private static let columns = """
        journey.id, journey.clicked_at, journey.parameters, journey.status, journey.payout, journey.currency
        """

    private func forEach(
        sql: String, arguments: StatementArguments, _ body: (FirstClick) throws -> Bool
    ) throws {
        let statement = try database.cachedStatement(sql: sql)
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        while let row = try rows.next() {
            guard try body(FirstClick(row: row)) else { return }
        }
    }
}

extension FirstClick {
    fileprivate init(row: Row) throws {
        let journey: Int64 = row[0]
        let status: String? = row[3]
        self.init(
            journey: journey, clickedAt: row[1], parameters: Parameters(json: row[2]),
            status: try status.map { try LeadStatus(stored: $0, of: journey) },
            payout: try Payout(stored: row[4], row[5], of: "journey \(journey)"))
    }
}
