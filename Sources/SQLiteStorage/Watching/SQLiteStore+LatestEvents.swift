import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func latestEvents(
        ofEachKind count: Int, since time: Timestamp?
    ) throws(StoreError) -> [LatestEvent] {
        try read { try LatestEvent.fetch(count, since: time, from: $0) }
    }

    package func watchState() throws(StoreError) -> [Int64] {
        do {
            return try gate.pass { try watch.version() }
        } catch {
            throw watch.note(StoreError(error, database: path))
        }
    }
}

extension LatestEvent {
    /// Parameters of journeys that have brought more are left out, so that a thousand events are read in milliseconds.
    fileprivate static let longestJourney = 8_192

    /// Ids grow by arrival, so that each table's last rows are the latest ones.
    static func fetch(_ count: Int, since time: Timestamp?, from database: Database) throws -> [LatestEvent] {
        let earliest = time?.milliseconds ?? .min
        var events: [LatestEvent] = []
        for kind in Kind.allCases {
            let rows = try SQLRequest<Row>(literal: kind.selection(count, since: earliest)).fetchCursor(
                database)
            while let row = try rows.next() { events.append(try LatestEvent(kind, row)) }
        }
        return events.newestFirst
    }

    private init(_ kind: Kind, _ row: Row) throws {
        let clickID = try ClickID(column: row[0])
        self.init(
            kind, of: clickID, at: Timestamp(milliseconds: row[1]),
            campaign: (row[2] as Int64?).flatMap(CampaignID.init),
            sentCampaign: (row[3] as Int64?).flatMap(CampaignID.init),
            conversion: try Conversion(
                status: row[5], payout: row[6], currency: row[7], reportedAt: row[1], of: "journey \(clickID)"
            ),
            parameters: (row[4] as String?).map(Parameters.init(json:)))
    }
}

extension LatestEvent.Kind {
    /// Click id, time, campaign, number sent, parameters; status, payout and currency.
    fileprivate func selection(_ count: Int, since earliest: Int64) -> SQL {
        let isShort: SQL = "journey.byte_count <= \(LatestEvent.longestJourney)"
        switch self {
        case .click:
            // A click that comes after its lead is in a row that was there before.
            return """
                SELECT click_id, clicked_at, campaign_id, sent_campaign_id,
                    CASE WHEN \(isShort) THEN parameters END, NULL, NULL, NULL
                FROM journey WHERE clicked_at >= \(earliest) AND id IN (
                    SELECT id FROM (SELECT id FROM journey ORDER BY id DESC LIMIT \(count))
                    UNION SELECT journey_id FROM (SELECT journey_id FROM lead ORDER BY id DESC LIMIT \(count))
                    UNION SELECT journey_id FROM (SELECT journey_id FROM postback ORDER BY id DESC LIMIT \(count)))
                ORDER BY clicked_at DESC LIMIT \(count)
                """
        case .repeatedClick:
            return selection("repeated_click", "NULL, NULL, NULL", count, earliest, isShort)
        case .lead: return selection("lead", "NULL, NULL, NULL", count, earliest, isShort)
        case .postback:
            return selection(
                "postback", "event.status, event.payout, event.currency", count, earliest, isShort)
        }
    }

    private func selection(
        _ table: StaticString, _ conversion: StaticString, _ count: Int, _ earliest: Int64, _ isShort: SQL
    ) -> SQL {
        """
        SELECT journey.click_id, event.created_at, journey.campaign_id, journey.sent_campaign_id,
            CASE WHEN \(isShort) THEN event.parameters END, \(sql: conversion.description)
        FROM (SELECT id FROM \(sql: table.description) ORDER BY id DESC LIMIT \(count)) AS latest
        JOIN \(sql: table.description) AS event ON event.id = latest.id
        JOIN journey ON journey.id = event.journey_id
        WHERE event.created_at >= \(earliest)
        """
    }
}
