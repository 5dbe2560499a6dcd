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
        case .json: return .response(HTTPResponse(.ok, jsonText: statistics.json))
        case .csv:
            return .response(
                HTTPResponse(
                    csv: statistics.csv(options.texts), options, fileName: "statistics-\(query.campaign).csv")
            )
        }
    }
}
