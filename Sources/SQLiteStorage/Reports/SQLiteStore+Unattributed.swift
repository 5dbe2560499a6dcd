import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func unattributedClicks(
        _ page: Page, _ order: ListOrder
    ) throws(StoreError) -> PageOf<UnattributedClicks> {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                literal: """
                    SELECT sent_campaign_id, clicks, first_clicked_at, last_clicked_at
                    FROM unattributed_counter ORDER BY sent_campaign_id \(order.keyword)
                    LIMIT \(page.size) OFFSET \(page.offset)
                    """)
            return PageOf(
                rows: try rows.map(UnattributedClicks.init(row:)),
                total: try Int64.fetchOne(database, sql: "SELECT count(*) FROM unattributed_counter") ?? 0)
        }
    }

    package func unlistedClicks() throws(StoreError) -> Int64 {
        try read { try Int64.fetchOne($0, sql: "SELECT clicks FROM unattributed_others") ?? 0 }
    }

    package func eventsWithoutClick(upTo count: Int64?) throws(StoreError) -> EventsWithoutClick {
        try read { try EventsWithoutClick.fetch(upTo: count, from: $0) }
    }
}

extension UnattributedClicks {
    init(row: Row) throws {
        guard let sent = CampaignID(row[0]) else { throw StoreError.unreadable("a click's campaign number") }
        self.init(
            sentCampaignID: sent, clicks: row[1], firstClickAt: Timestamp(milliseconds: row[2]),
            lastClickAt: Timestamp(milliseconds: row[3]))
    }
}

extension EventsWithoutClick {
    /// The latest to begin of the journeys that have begun within these milliseconds; all that is read stands in one index.
    static func fetch(
        upTo count: Int64?, begunIn times: ClosedRange<Int64> = .min ... .max, from database: Database
    ) throws -> EventsWithoutClick {
        let row = try Row.fetchOne(
            database,
            literal: """
                SELECT count(*), coalesce(sum(lead_count), 0), coalesce(sum(postback_count), 0),
                    min(created_at), max(last_activity_at)
                FROM (
                    SELECT lead_count, postback_count, created_at, last_activity_at
                    FROM journey INDEXED BY journey_without_click
                    WHERE clicked_at IS NULL
                        AND created_at BETWEEN \(times.lowerBound) AND \(times.upperBound)
                    ORDER BY created_at DESC LIMIT \(count ?? -1))
                """)
        guard let row else { return EventsWithoutClick() }
        let journeys: Int64 = row[0]
        return EventsWithoutClick(
            journeys: journeys, leads: row[1], postbacks: row[2],
            firstEventAt: (row[3] as Int64?).map(Timestamp.init(milliseconds:)),
            lastEventAt: (row[4] as Int64?).map(Timestamp.init(milliseconds:)),
            areAll: count.map { journeys < $0 } ?? true)
    }
}
