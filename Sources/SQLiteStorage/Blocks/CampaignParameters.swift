import Blocks
import Foundation
import GRDB
import Tracking

/// The parameters of a campaign's first clicks, within one read transaction.
///
/// What is in blocks the keeper has counted. Of the clicks that are in none only so many are looked at that strangers
/// cannot make it long.
struct CampaignParameters {
    let campaign: CampaignID
    let database: Database

    /// Of the latest clicks that are in no block.
    private static let maximumRecentNameCount = 1_000
    private static let maximumValueCount = 10_000
    /// Of the clicks that are read for values.
    private static let maximumTextCount = 2 * 1024 * 1024
    /// Of the clicks that are read for one name: more than wait for a block, but when nothing seals.
    private static let maximumSearchedCount = 16 * 1024 * 1024
    /// As long as a click counts at least, since to find it costs something, too.
    private static let minimumTextCount = 128

    /// Their names, the most frequent first, then by bytes.
    func names(limit: Int) throws -> [String] {
        var counts: [[UInt8]: Int64] = [:]
        for row in try Row.fetchAll(topNames(limit), arguments: [campaign.number, limit]) {
            let name: Data = row[0]
            counts[Array(name)] = row[1]
        }
        for (name, count) in try recentNames() {
            counts[name] = try (counts[name] ?? sealedCount(of: name)) + Int64(count)
        }
        return counts.mostFrequent(limit) { $0.lexicographicallyPrecedes($1) }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether any click has the parameter; true as well where too many clicks have too many to tell.
    func mayHave(_ name: String) throws -> Bool {
        let name = Array(name.utf8)
        let seal = try CampaignSeal(of: campaign, in: database)
        if try seal.hasUncountedNames() || sealedCount(of: name) > 0 { return true }
        var room = Self.maximumSearchedCount
        var isFound = false
        try CampaignClicks(campaign: campaign, database: database).forEachLatestUnsealed { click in
            isFound = isFound || click.parameters[bytes: name] != nil
            room -= max(click.parameters.json.utf8.count, Self.minimumTextCount)
            return !isFound && room > 0
        }
        return isFound || room <= 0
    }

    /// The values of one parameter as reports show them, the most frequent first, then by bytes; not the missing one.
    func values(of name: String, limit: Int) throws -> [String] {
        let name = Array(name.utf8)
        var values = ValueCounts(limit: Self.maximumValueCount)
        var room = Self.maximumTextCount
        try CampaignClicks(campaign: campaign, database: database).forEachLatestUnsealed { click in
            values.add(click.parameters.groupKey(of: name), 1)
            room -= max(click.parameters.json.utf8.count, Self.minimumTextCount)
            return room > 0
        }
        let blocks = BlockTable(campaign: campaign, database: database)
        var keys = LabelledKeys()
        for block in try blocks.headers().reversed() {
            switch try blocks.column(named: name, of: block) {
            case .missing: continue
            case .notStored:
                guard room > 0 else { continue }
                let column = try blocks.columnOfClicks(named: name, of: block) { room -= $0 }
                for index in column.indexes { values.add(column.keys[Int(index)], 1) }
            case .column(let keyBytes, let indexBytes):
                keys = try keys.followed(by: keyBytes) { values.label(of: $0) }.orUnreadable(block)
                let indexes = ReportColumn.indexes(
                    indexBytes, count: block.count, keyCount: keys.labels.count)
                for index in try indexes.orUnreadable(block) { values.add(1, at: keys.labels[Int(index)]) }
            }
        }
        return values.counts.mostFrequent(limit, <).map(\.shown)
    }

    private func topNames(_ limit: Int) throws -> Statement {
        try database.cachedStatement(
            sql: """
                SELECT name, click_count FROM campaign_parameter WHERE campaign_id = ?
                ORDER BY click_count DESC, name LIMIT ?
                """)
    }

    private func sealedCount(of name: [UInt8]) throws -> Int64 {
        let statement = try database.cachedStatement(
            sql: "SELECT click_count FROM campaign_parameter WHERE campaign_id = ? AND name = ?")
        return try Int64.fetchOne(statement, arguments: [campaign.number, Data(name)]) ?? 0
    }

    private func recentNames() throws -> [(name: [UInt8], count: Int)] {
        var names = NameCounts(limit: Self.maximumRecentNameCount)
        try CampaignClicks(campaign: campaign, database: database).forEachLatestSmallUnsealed {
            names.add($0.names)
        }
        return names.ranked
    }
}

/// How often each value came, of the first so many values.
private struct ValueCounts {
    /// Of the missing value, and of those that are too many.
    private static let uncounted = UInt32.max

    private let limit: Int
    private var labels: [GroupKey: UInt32] = [:]
    private var countOfLabel: [Int64] = []

    init(limit: Int) {
        self.limit = limit
    }

    var counts: [GroupKey: Int64] { labels.mapValues { countOfLabel[Int($0)] } }

    /// The number of a value among those that are counted.
    mutating func label(of key: GroupKey) -> UInt32 {
        if let label = labels[key] { return label }
        guard key != .missing, labels.count < limit else { return Self.uncounted }
        let label = UInt32(labels.count)
        labels[key] = label
        countOfLabel.append(0)
        return label
    }

    mutating func add(_ count: Int64, at label: UInt32) {
        if label != Self.uncounted { countOfLabel[Int(label)] += count }
    }

    mutating func add(_ key: GroupKey, _ count: Int64) {
        add(count, at: label(of: key))
    }
}

extension Dictionary where Value == Int64 {
    /// The keys with the highest counts, highest first; `precedes` orders those with the same.
    fileprivate func mostFrequent(_ limit: Int, _ precedes: (Key, Key) -> Bool) -> [Key] {
        sorted { $0.value != $1.value ? $0.value > $1.value : precedes($0.key, $1.key) }
            .prefix(limit).map(\.key)
    }
}
