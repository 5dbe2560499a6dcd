import Blocks
import Foundation
import GRDB
import Tracking

/// The parameters of a campaign's first clicks, within one read transaction.
struct CampaignParameters {
    let campaign: CampaignID
    let database: Database

    /// Their names, the most frequent first, then by bytes.
    func names(limit: Int) throws -> [String] {
        var counts: [[UInt8]: Int64] = [:]
        let rows = try Row.fetchAll(
            database,
            literal: "SELECT name, click_count FROM campaign_parameter WHERE campaign_id = \(campaign.number)"
        )
        for row in rows {
            let name: Data = row[0]
            counts[Array(name)] = row[1]
        }
        try CampaignClicks(campaign: campaign, database: database).forEachUnsealed { click in
            for parameter in click.parameters.keyTexts
            where parameter.name.count <= BlockBuilder.maximumNameCount {
                counts[Array(parameter.name), default: 0] += 1
            }
        }
        return counts.mostFrequent(limit) { $0.lexicographicallyPrecedes($1) }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The values of one parameter, the most frequent first, then by bytes; not the missing one.
    func values(of name: String, limit: Int) throws -> [String] {
        let name = Array(name.utf8)
        var counts: [GroupKey: Int64] = [:]
        let blocks = BlockTable(campaign: campaign, database: database)
        for block in try blocks.headers() {
            guard let column = try blocks.wholeColumn(named: name, of: block) else { continue }
            var places = [Int64](repeating: 0, count: column.keys.count)
            for index in column.indexes { places[Int(index)] += 1 }
            for (key, count) in zip(column.keys, places) { counts[key, default: 0] += count }
        }
        try CampaignClicks(campaign: campaign, database: database).forEachUnsealed { click in
            counts[click.parameters.groupKey(of: name), default: 0] += 1
        }
        counts[.missing] = nil
        return counts.mostFrequent(limit, <).map { String(decoding: $0.text ?? [], as: UTF8.self) }
    }
}

extension BlockTable {
    /// - Returns: nil when no click has the name.
    fileprivate func wholeColumn(named name: [UInt8], of block: Header) throws -> ReportColumn? {
        switch try column(named: name, of: block) {
        case .missing:
            return nil
        case .notStored:
            return try columnOfClicks(named: name, of: block)
        case .column(let keyBytes, let indexBytes):
            let keys = try ReportColumn.keys(keyBytes).orUnreadable(block)
            let indexes = ReportColumn.indexes(indexBytes, count: block.count, keyCount: keys.count)
            return ReportColumn(keys: keys, indexes: try indexes.orUnreadable(block))
        }
    }
}

extension Dictionary where Value == Int64 {
    /// The keys with the highest counts, highest first; `precedes` orders those with the same.
    fileprivate func mostFrequent(_ limit: Int, _ precedes: (Key, Key) -> Bool) -> [Key] {
        sorted { $0.value != $1.value ? $0.value > $1.value : precedes($0.key, $1.key) }
            .prefix(limit).map(\.key)
    }
}
