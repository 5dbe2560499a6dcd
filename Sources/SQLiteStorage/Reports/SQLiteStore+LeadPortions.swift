import GRDB
import Storage
import Tracking

extension SQLiteStore {
    package func leads(
        _ query: LeadsQuery, after place: LeadPlace?, among count: Int, upTo rowCount: Int
    ) throws(StoreError) -> LeadPortion {
        guard query.clickID == nil else {
            var query = query
            query.page = .first
            return LeadPortion(rows: try leads(query).rows, end: nil)
        }
        return try read { try query.portion(after: place, among: count, upTo: rowCount, in: $0) }
    }
}

extension LeadsQuery {
    /// Parameters of so many bytes make a portion, too.
    private static let mostParameterBytes: Int64 = 16 * 1024 * 1024
    /// As do columns of so many bytes.
    private static let mostValueBytes = 1024 * 1024

    /// Walks along the index that has the journeys in order and looks at each, so that no portion reads what another has.
    fileprivate func portion(
        after place: LeadPlace?, among count: Int, upTo rowCount: Int, in database: Database
    ) throws -> LeadPortion {
        let filters = keyedFilters
        var rows: [LeadRow] = []
        var end: LeadPlace?
        var (candidateCount, parameterBytes, valueBytes) = (0, Int64(0), 0)
        var isFull: Bool {
            candidateCount == count || rows.count == rowCount || parameterBytes >= Self.mostParameterBytes
                || valueBytes >= Self.mostValueBytes
        }
        for range in try ranges(after: place, in: database) where !isFull {
            let request = SQLRequest<Row>(literal: candidates(in: range, count), cached: true)
            let found = try request.fetchCursor(database)
            while !isFull, let row = try found.next() {
                candidateCount += 1
                end = LeadPlace(journey: row[7], createdAt: Timestamp(milliseconds: row[5]))
                let isCandidate: Bool? = row[8]
                guard isCandidate == true else { continue }
                var values = LeadValues.none
                if !filters.isEmpty || !columns.isEmpty {
                    let parameters = Parameters(json: row[9])
                    parameterBytes += Int64(parameters.byteCount)
                    guard filters.hold(for: parameters) else { continue }
                    values = LeadValues(parameters, columns: columns)
                    valueBytes += values.byteCount
                }
                rows.append(try LeadRow(row, values))
            }
        }
        return LeadPortion(rows: rows, end: isFull ? end : nil)
    }

    /// The columns of a journey, its number, whether the filters on columns hold, and its parameters.
    private func candidates(in range: SQL, _ count: Int) -> SQL {
        """
        SELECT \(LeadRow.columns), journey.id, \(condition), journey.parameters
        FROM journey INDEXED BY \(orderedIndex)
        WHERE journey.campaign_id = \(campaign.number) \(leadsAlone) \(range)
        \(ordering) LIMIT \(count)
        """
    }

    /// Where the index is read, one behind the other.
    private func ranges(after place: LeadPlace?, in database: Database) throws -> [SQL] {
        guard includesClicksAlone, sortKey == .id else { return [range(after: place)] }
        let spans = try spans(in: database).compactMap { $0.behind(place, order) }
        let ordered: [ClosedRange<Int64>] = order == .ascending ? spans : spans.reversed()
        return ordered.map { span -> SQL in
            " AND journey.id BETWEEN \(span.lowerBound) AND \(span.upperBound)"
        }
    }

    /// Where the journeys lie in the order in which they began: no index has all of them by the time of their clicks.
    private func spans(in database: Database) throws -> [ClosedRange<Int64>] {
        guard dated == .byClick, first != nil || last != nil else { return [0...Int64.max] }
        return try JourneySpans(campaign: campaign, database: database).spans(
            from: first.map { zone.start(of: $0) }, to: last.map { zone.end(of: $0) })
    }

    private var orderedIndex: SQL {
        switch sortKey {
        case _ where includesClicksAlone: "journey_by_campaign"
        case .id: "journey_lead"
        case .createdAt: "journey_lead_by_click"
        }
    }

    /// Where an index of leads is read. With a place that alone says where it begins: SQLite would look for the beginning
    /// of the period again each time.
    private func range(after place: LeadPlace?) -> SQL {
        switch (sortKey, order, place) {
        case (.id, _, nil): ""
        case (.id, .ascending, let place?): " AND journey.id > \(place.journey)"
        case (.id, .descending, let place?): " AND journey.id < \(place.journey)"
        case (.createdAt, _, nil): firstClickedAt + lastClickedAt
        case (.createdAt, .ascending, let place?):
            " AND (journey.clicked_at, journey.id) > (\(place.createdAt.column), \(place.journey))"
                + lastClickedAt
        case (.createdAt, .descending, let place?):
            firstClickedAt
                + " AND (journey.clicked_at, journey.id) < (\(place.createdAt.column), \(place.journey))"
        }
    }
    private var firstClickedAt: SQL { dated == .byClick ? afterPeriodStart : "" }

    private var lastClickedAt: SQL { dated == .byClick ? beforePeriodEnd : "" }
}

extension ClosedRange<Int64> {
    /// What of it is behind a place; nil: nothing.
    fileprivate func behind(_ place: LeadPlace?, _ order: ListOrder) -> ClosedRange<Int64>? {
        guard let place = place?.journey else { return self }
        switch order {
        case .ascending:
            return place < upperBound ? Swift.max(lowerBound, place + 1)...upperBound : nil
        case .descending:
            return lowerBound < place ? lowerBound...Swift.min(upperBound, place - 1) : nil
        }
    }
}
