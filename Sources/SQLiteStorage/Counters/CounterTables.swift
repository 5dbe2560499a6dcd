import GRDB
import Tracking

/// The writer's statements on all counters.
struct CounterTables {
    private let quarterHours: CounterTable
    private let payouts: CounterTable
    private let days: CounterTable
    private let dayPayouts: CounterTable
    private let campaigns: CounterTable
    private let unattributed: UnattributedCounters

    init(_ database: Database) throws {
        quarterHours = try CounterTable(.quarterHour, in: database)
        payouts = try CounterTable(.quarterHourPayout, in: database)
        days = try CounterTable(.campaignDay, in: database)
        dayPayouts = try CounterTable(.campaignDayPayout, in: database)
        campaigns = try CounterTable(.campaign, in: database)
        unattributed = try UnattributedCounters(database)
    }

    /// Writes what a transaction has gathered; once, at its end.
    func add(_ changes: CounterChanges) throws {
        for (key, change) in changes.quarterHours where !change.isNothing {
            try quarterHours.add(change) { $0.bind(key, at: $1) }
        }
        for (key, change) in changes.payouts where !change.isNothing {
            try payouts.add(change) { statement, place in
                statement.bind(key.quarterHour, at: place)
                statement.bind(key.currency.code, at: place + 3)
            }
        }
        for (key, change) in changes.days where !change.isNothing {
            try days.add(change) { $0.bind(key, at: $1) }
        }
        for (key, change) in changes.dayPayouts where !change.isNothing {
            try dayPayouts.add(change) { statement, place in
                statement.bind(key.day, at: place)
                statement.bind(key.currency.code, at: place + 2)
            }
        }
        for (campaign, change) in changes.campaigns {
            try campaigns.add(change) { $0.bind(campaign.number, at: $1) }
        }
        try unattributed.add(changes.unattributed)
    }
}

extension PreparedStatement {
    fileprivate func bind(_ key: QuarterHour, at place: Int32) {
        bind(key.campaign.number, at: place)
        bind(key.slot, at: place + 1)
        bind(key.hasParameters, at: place + 2)
    }

    fileprivate func bind(_ key: CampaignDay, at place: Int32) {
        bind(key.campaign.number, at: place)
        bind(key.day, at: place + 1)
    }
}
