import HTTP
import Storage
import Tracking

extension WebApp {
    /// `GET /api/v2/reports/statistics`: clicks, conversions and money of a campaign, day by day, perhaps by group.
    func showStatistics(_ request: RoutedRequest) throws -> Reply {
        var fields = QueryFields(request.request.query)
        let format = AnswerFormat(&fields, of: request.request)
        let options = CSVOptions(&fields)
        let query = try StatisticsQuery(fields, now: now())
        guard let statistics = try store(for: request).statistics(query) else {
            throw RequestError.unknownCampaign
        }
        switch format {
        case .json:
            let pieces = StatisticsJSON(statistics)
            return .response(
                response(to: request, of: pieces, heldBytes: statistics.byteCount) {
                    HTTPResponse(.ok, jsonText: $0, rest: $1)
                })
        case .csv:
            let pieces = StatisticsCSV(statistics, options.texts)
            return .response(
                response(to: request, of: pieces, heldBytes: statistics.byteCount) {
                    HTTPResponse(csv: $0, options, fileName: "statistics-\(query.campaign).csv", rest: $1)
                })
        }
    }
}

extension Statistics {
    /// What it takes in memory, in bytes: nearly all of it is in the groups.
    fileprivate var byteCount: Int {
        days.reduce(0) { $0 + MemoryLayout<Day>.stride + ReportGroup.byteCount(of: $1.groups) }
    }
}

extension ReportGroup {
    /// An array has 32 bytes beside its elements, as has the text of a key.
    fileprivate static func byteCount(of groups: [ReportGroup]) -> Int {
        guard !groups.isEmpty else { return 0 }
        return groups.reduce(32) { count, group in
            let key = 32 + (group.key.text?.count ?? 0)
            return count + MemoryLayout<ReportGroup>.stride + key + byteCount(of: group.groups)
        }
    }
}
