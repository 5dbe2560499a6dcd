import HTTP
import Tracking

extension RoutedRequest {
    /// The fields of the query; a body is passed over.
    var queryFields: SentFields {
        SentFields(fields: EventFields(pairs: QueryString(request.query).pairs), source: .query)
    }

    /// The fields of the body; a query is passed over. No body at all has no fields, whatever its media type.
    func bodyFields(_ format: BodyFormat) throws(RequestError) -> SentFields {
        if format == .jsonOrForm, !body.isEmpty, !request.isBodyEncoded, request.mediaType?.isForm == true {
            return SentFields(fields: EventFields(pairs: QueryString(body[...]).pairs), source: .json)
        }
        return SentFields(fields: EventFields(json: try jsonBody(format)), source: .json)
    }
}
