import HTTP
import JSON
import Tracking

/// What a path takes as a body.
enum BodyFormat {
    case json, jsonOrForm

    /// The value of an `Accept-Post` field.
    var acceptedMediaTypes: String {
        switch self {
        case .json: "application/json"
        case .jsonOrForm: "application/json, application/x-www-form-urlencoded"
        }
    }
}

extension RoutedRequest {
    /// The fields of the query; a body is passed over.
    var queryFields: SentFields {
        SentFields(fields: EventFields(pairs: QueryString(request.query).pairs), source: .query)
    }

    /// The fields of the body; a query is passed over. No body at all has no fields, whatever its media type.
    func bodyFields(_ format: BodyFormat) throws(RequestError) -> SentFields {
        if body.isEmpty { return SentFields(fields: EventFields(pairs: []), source: .json) }
        guard !request.isBodyEncoded else { throw .malformedJSON }
        let mediaType = request.mediaType
        if format == .jsonOrForm, mediaType?.isForm == true {
            return SentFields(fields: EventFields(pairs: QueryString(body[...]).pairs), source: .json)
        }
        guard mediaType?.isJSON == true else { throw .otherMediaType(accepted: format.acceptedMediaTypes) }
        return SentFields(fields: EventFields(json: try parsedBody()), source: .json)
    }

    private func parsedBody() throws(RequestError) -> JSONObject {
        do {
            return try JSONObject(parsing: body)
        } catch {
            switch error {
            case .malformed, .tooDeep: throw .malformedJSON
            case .notAnObject: throw .notAnObject
            }
        }
    }
}
