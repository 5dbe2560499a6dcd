import HTTP
import JSON
import Storage
import Tracking

extension WebApp {
    /// `GET /api/v2/reports/helpers/expenses-distribution-parameters`: the names that a campaign's clicks bring.
    func listDistributionParameters(_ request: RoutedRequest) throws -> Reply {
        var fields = QueryFields(request.request.query)
        let campaignID = fields.campaignID()
        try fields.finish()
        guard let campaignID else { throw RequestError.unknownCampaign }
        let names = try store(for: request).distributionParameters(of: existingCampaign(campaignID).id)
        return .response(HTTPResponse(.ok, json: .array(names.map { ["parameter": .string($0)] })))
    }

    /// `GET /api/v2/reports/helpers/expenses-distribution-parameter-values`: the texts that one of them has.
    func listDistributionParameterValues(_ request: RoutedRequest) throws -> Reply {
        var fields = QueryFields(request.request.query)
        let campaignID = fields.campaignID()
        let parameter = fields.required("parameter") { $0 }
        try fields.finish()
        guard let campaignID, let parameter else { throw RequestError.unknownCampaign }
        let values = try store(for: request).distributionParameterValues(
            of: existingCampaign(campaignID).id, parameter: parameter)
        return .response(HTTPResponse(.ok, json: .array(values.map { ["value": .string($0)] })))
    }
}
