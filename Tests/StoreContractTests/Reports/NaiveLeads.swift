import Foundation
import GRDB
import JSON
import Tracking

/// A page of leads found the plain way: all journeys of the campaign, sieved and sorted one by one.
struct NaiveLeads {
    let page: [ClickID]
    let total: Int64

    init(_ query: LeadsQuery, in database: Database) throws {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT journey.id, click_id, click.created_at, click.parameters,
                    (SELECT count(*) FROM lead WHERE journey_id = journey.id),
                    (SELECT count(*) FROM postback WHERE journey_id = journey.id),
                    (SELECT status FROM postback WHERE journey_id = journey.id ORDER BY id DESC LIMIT 1)
                FROM journey JOIN click ON click.journey_id = journey.id WHERE campaign_id = ?
                """, arguments: [query.campaign.number])
        var found = try rows.filter { row in
            try row[4] as Int + row[5] as Int > 0 && Self.hasStatus(row[6], query)
                && Self.isInPeriod(row[2], query)
                && Self.hasParameters(row[3], query)
        }
        found.sort { left, right in
            let keys = [left, right].map { row -> [Int64] in
                query.sortKey == .createdAt ? [row[2], row[0]] : [row[0]]
            }
            let isBefore = keys[0].lexicographicallyPrecedes(keys[1])
            return query.order == .ascending ? isBefore : keys[1].lexicographicallyPrecedes(keys[0])
        }
        total = Int64(found.count)
        page = found.dropFirst(Int(query.page.offset)).prefix(Int(query.page.size)).compactMap { row in
            ClickID(bytes: Array(row[1] as Data))
        }
    }

    private static func hasStatus(_ status: String?, _ query: LeadsQuery) -> Bool {
        switch query.status {
        case .status(let wanted): status == wanted.rawValue
        case .noStatus: status == nil
        case nil: true
        }
    }

    private static func isInPeriod(_ milliseconds: Int64, _ query: LeadsQuery) throws -> Bool {
        struct NoSuchZone: Error {}
        guard let zone = TimeZone(identifier: query.zone.identifier) else { throw NoSuchZone() }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        let day = String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
        if let first = query.first, day < "\(first)" { return false }
        if let last = query.last, day > "\(last)" { return false }
        return true
    }

    private static func hasParameters(_ json: String, _ query: LeadsQuery) throws -> Bool {
        let object = try JSONObject(parsing: Array(json.utf8))
        return query.parameters.allSatisfy { filter in
            let value = object[bytes: Array(filter.name.utf8)]
            switch value?.kind {
            case .string: return value?.stringBytes.map { Array($0) } == Array(filter.text.utf8)
            case .number, .bool: return value.map { Array($0.bytes) } == Array(filter.text.utf8)
            case .null, .object, .array, nil: return false
            }
        }
    }
}
