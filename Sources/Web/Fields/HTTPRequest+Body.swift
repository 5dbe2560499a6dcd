import HTTP
import JSON

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

extension HTTPRequest {
    /// All of the body.
    ///
    /// - Throws: `truncatedBody` or `bodyTooLarge`.
    func wholeBody() throws(RequestError) -> [UInt8] {
        switch body {
        case .complete(let bytes): bytes
        case .truncated: throw .truncatedBody
        case .tooLarge: throw .bodyTooLarge
        }
    }

    /// The object in the body, with at most so many members. No body at all is an empty object, whatever its media type.
    func jsonBody(
        _ format: BodyFormat = .json, memberLimit: Int = .max
    ) throws(RequestError) -> JSONObject {
        let body = try wholeBody()
        if body.isEmpty { return JSONObject([]) }
        guard !isBodyEncoded else { throw .malformedJSON }
        guard mediaType?.isJSON == true else {
            throw .otherMediaType(accepted: format.acceptedMediaTypes)
        }
        do {
            return try JSONObject(parsing: body, memberLimit: memberLimit)
        } catch {
            switch error {
            case .malformed, .tooDeep: throw .malformedJSON
            case .notAnObject: throw .notAnObject
            case .tooManyMembers: throw .tooManyMembers(maximum: memberLimit, source: .json)
            }
        }
    }
}
