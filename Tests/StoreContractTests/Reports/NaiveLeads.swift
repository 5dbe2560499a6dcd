import Foundation
import JSON
import Tracking

/// A page of leads found the plain way: all journeys of the campaign, sieved and sorted one by one.
struct NaiveLeads {
    let page: [LeadRow]
    let total: Int64

    init(_ query: LeadsQuery, of journeys: NaiveJourneys) throws {
        let calendar = try Calendar(query.zone)
        var found = try journeys.clicked(of: query.campaign).filter { clicked in
            try (query.scope == .all || !clicked.journey.leads.isEmpty || !clicked.journey.postbacks.isEmpty)
                && Self.hasStatus(clicked.journey, query)
                && Self.isInPeriod(calendar.day(of: Self.moment(clicked, query)), query)
                && Self.hasParameters(clicked.click.parameters.json, query)
                && Self.lacksParameters(clicked.click.parameters.json, query)
        }
        found.sort { left, right in
            let keys = [left, right].map { clicked -> [Int64] in
                let place = Int64(clicked.place)
                return query.sortKey == .createdAt ? [clicked.click.createdAt.milliseconds, place] : [place]
            }
            let isBefore = keys[0].lexicographicallyPrecedes(keys[1])
            return query.order == .ascending ? isBefore : keys[1].lexicographicallyPrecedes(keys[0])
        }
        total = Int64(found.count)
        page = found.dropFirst(Int(query.page.offset)).prefix(Int(query.page.size)).map { clicked in
            LeadRow(
                clickID: clicked.journey.clickID, conversion: clicked.journey.postbacks.last?.conversion,
                createdAt: clicked.click.createdAt, lastActivityAt: Self.lastEvent(clicked),
                values: LeadValues(clicked.click.parameters, columns: query.columns))
        }
    }

    private static func moment(_ clicked: NaiveJourneys.Clicked, _ query: LeadsQuery) -> Timestamp {
        switch query.dated {
        case .byClick: clicked.click.createdAt
        case .byLastEvent: lastEvent(clicked)
        }
    }

    private static func lastEvent(_ clicked: NaiveJourneys.Clicked) -> Timestamp {
        let journey = clicked.journey
        let times =
            journey.repeats.map(\.createdAt) + journey.leads.map(\.createdAt)
            + journey.postbacks.map(\.createdAt)
        return times.reduce(clicked.click.createdAt, max)
    }

    private static func hasStatus(_ journey: Journey, _ query: LeadsQuery) -> Bool {
        let status = journey.postbacks.last?.conversion?.status
        return switch query.status {
        case .status(let wanted): status == wanted
        case .noStatus: status == nil
        case nil: true
        }
    }

    private static func isInPeriod(_ day: String, _ query: LeadsQuery) -> Bool {
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

    private static func lacksParameters(_ json: String, _ query: LeadsQuery) throws -> Bool {
        let object = try JSONObject(parsing: Array(json.utf8))
        return query.missing.allSatisfy { name in
            switch object[bytes: Array(name.utf8)]?.kind {
            case .string, .number, .bool: false
            case .null, .object, .array, nil: true
            }
        }
    }
}
