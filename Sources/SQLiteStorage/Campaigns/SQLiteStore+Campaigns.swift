import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func addCampaign(
        _ settings: Campaign.Settings, id: CampaignID?, at time: Timestamp
    ) throws(StoreError) -> Campaign {
        try writeCampaigns { database in
            let id = try id ?? Campaign.nextID(in: database)
            let campaign = Campaign(id: id, createdAt: time, settings: settings)
            guard try Campaign.fetch(id, from: database) == nil else {
                throw StoreError.refused(.campaignExists(id))
            }
            try campaign.insert(into: database)
            return campaign
        }
    }

    package func campaign(_ id: CampaignID) throws(StoreError) -> Campaign? {
        try read { try Campaign.fetch(id, from: $0) }
    }

    package func campaigns() throws(StoreError) -> [Campaign] {
        try read { try Campaign.fetchAll($0) }
    }

    package func updateCampaign(
        _ id: CampaignID, _ change: Campaign.Change, expecting expected: Campaign.Settings?
    ) throws(StoreError) -> Campaign? {
        try writeCampaigns { database in
            guard var campaign = try Campaign.fetch(id, from: database),
                campaign.settings == expected ?? campaign.settings
            else { return nil }
            campaign.settings.apply(change)
            try campaign.update(in: database)
            return campaign
        }
    }
}

extension Campaign {
    static func fetch(_ id: CampaignID, from database: Database) throws -> Campaign? {
        let row = try Row.fetchOne(database, literal: "\(selection) WHERE id = \(id.number)")
        return try row.map(Campaign.init(row:))
    }

    /// By number.
    static func fetchAll(_ database: Database) throws -> [Campaign] {
        try Row.fetchAll(database, literal: "\(selection) ORDER BY id").map(Campaign.init(row:))
    }

    /// The number after the largest, the largest possible one apart; where that is taken, the lowest free one.
    fileprivate static func nextID(in database: Database) throws -> CampaignID {
        let largest = CampaignID.largest.number
        let highest = try SQLRequest<Int64>(
            literal: "SELECT coalesce(max(id), 0) FROM campaign WHERE id < \(largest)"
        ).fetchOne(database)
        if let id = CampaignID((highest ?? 0) + 1), try fetch(id, from: database) == nil { return id }
        let lowest = try Int64.fetchOne(
            database,
            sql: """
                SELECT min(number) FROM (SELECT 1 AS number UNION ALL SELECT id + 1 FROM campaign)
                WHERE NOT EXISTS (SELECT 1 FROM campaign WHERE id = number)
                """)
        guard let id = lowest.flatMap({ CampaignID($0) }) else {
            throw StoreError.refused(.noCampaignNumberLeft)
        }
        return id
    }

    fileprivate func insert(into database: Database) throws {
        try database.execute(
            literal: """
                INSERT INTO campaign (
                    id, name, cost_model, cost_value, currency, status_mapper, is_archived, created_at)
                VALUES (
                    \(id.number), \(settings.name), \(settings.costModel.rawValue),
                    \(settings.cost.amount.hundredThousandths), \(settings.cost.currency.code),
                    \(settings.statusMapper?.json), \(settings.isArchived), \(createdAt.milliseconds))
                """)
    }

    fileprivate func update(in database: Database) throws {
        try database.execute(
            literal: """
                UPDATE campaign SET
                    name = \(settings.name),
                    cost_model = \(settings.costModel.rawValue),
                    cost_value = \(settings.cost.amount.hundredThousandths),
                    currency = \(settings.cost.currency.code),
                    status_mapper = \(settings.statusMapper?.json),
                    is_archived = \(settings.isArchived)
                WHERE id = \(id.number)
                """)
    }
}
