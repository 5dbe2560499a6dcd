import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func alertFacts(at time: Timestamp) throws(StoreError) -> AlertFacts {
        try read { database in
            var facts = AlertFacts()
            facts.campaigns = try Campaign.fetchAll(database)
            try facts.readUnknownCampaigns(at: time, from: database)
            facts.eventsWithoutClick = try EventsWithoutClick.fetch(
                upTo: AlertFacts.withoutClickLimit, begunIn: AlertFacts.withoutClickTimes(at: time),
                from: database)
            facts.events = try LatestEvent.fetch(
                AlertFacts.eventLimit, since: time.earlier(by: AlertFacts.eventMilliseconds), from: database)
            facts.refusals = try RefusalCount.fetch(since: time.earlier(by: 3_600_000), from: database)
            try facts.readActivity(from: database)
            facts.lastBackup = try BackupRecord.last(in: database)
            return facts
        }
    }

    package func usualPauses(at time: Timestamp) throws(StoreError) -> [CampaignID: UsualPause] {
        try read { database in
            let start = time.earlier(by: UsualPause.milliseconds)
            let quiet = try SQLRequest<Int64>(
                literal: """
                    SELECT campaign_id FROM campaign_counter
                    WHERE last_activity_at BETWEEN \(start.column)
                        AND \(time.milliseconds - UsualPause.factor * QuarterHour.milliseconds)
                    ORDER BY last_activity_at DESC LIMIT \(UsualPause.campaignLimit)
                    """
            ).fetchAll(database)
            var pauses: [CampaignID: UsualPause] = [:]
            for id in quiet.compactMap(CampaignID.init) {
                pauses[id] = try UsualPause.fetch(of: id, since: start, from: database)
            }
            return pauses
        }
    }
}

extension UsualPause {
    fileprivate static func fetch(
        of campaign: CampaignID, since start: Timestamp, from database: Database
    ) throws -> UsualPause? {
        let row = try Row.fetchOne(
            database,
            literal: """
                SELECT count(*), max(pause) FROM (
                    SELECT slot - lag(slot) OVER (ORDER BY slot) AS pause FROM quarter_hour
                    WHERE campaign_id = \(campaign.number) AND slot >= \(QuarterHour.firstSlot(from: start))
                    GROUP BY slot)
                """)
        guard let row, row[0] as Int64 >= fewestSlots, let slots = row[1] as Int64? else { return nil }
        return UsualPause(milliseconds: slots * QuarterHour.milliseconds)
    }
}

extension AlertFacts {
    fileprivate static func withoutClickTimes(at time: Timestamp) -> ClosedRange<Int64> {
        let start = time.earlier(by: withoutClickMilliseconds).milliseconds
        return start...time.earlier(by: clickDelayMilliseconds).milliseconds
    }

    fileprivate mutating func readUnknownCampaigns(at time: Timestamp, from database: Database) throws {
        let start = time.earlier(by: Self.unknownCampaignMilliseconds)
        unknownCampaigns = try Row.fetchAll(
            database,
            literal: """
                SELECT sent_campaign_id, clicks, first_clicked_at, last_clicked_at FROM unattributed_counter
                WHERE last_clicked_at >= \(start.column)
                ORDER BY clicks DESC, sent_campaign_id LIMIT \(Self.unknownCampaignLimit)
                """
        ).map(UnattributedClicks.init(row:))
        let all = try SQLRequest<Int64>(
            literal: """
                SELECT coalesce(sum(clicks), 0) FROM unattributed_counter WHERE last_clicked_at >= \(start.column)
                """
        ).fetchOne(database)
        moreUnknownClicks = (all ?? 0) - unknownCampaigns.reduce(0) { $0 + $1.clicks }
    }

    fileprivate mutating func readActivity(from database: Database) throws {
        let rows = try Row.fetchAll(
            database, literal: "SELECT campaign_id, last_activity_at FROM campaign_counter")
        for row in rows {
            guard let id = CampaignID(row[0]), let time = row[1] as Int64? else { continue }
            lastActivity[id] = Timestamp(milliseconds: time)
        }
        let ends = try Row.fetchOne(
            database,
            sql: """
                SELECT (SELECT created_at FROM journey ORDER BY id LIMIT 1),
                    (SELECT last_activity_at FROM journey ORDER BY id DESC LIMIT 1)
                """)
        firstEventAt = ends.flatMap { $0[0] as Int64? }.map(Timestamp.init(milliseconds:))
        let last = ends.flatMap { $0[1] as Int64? }.map(Timestamp.init(milliseconds:))
        latestEventAt = (Array(lastActivity.values) + [last].compactMap { $0 }).max()
    }
}

extension Timestamp {
    fileprivate func earlier(by duration: Int64) -> Timestamp {
        Timestamp(milliseconds: milliseconds - duration)
    }
}
