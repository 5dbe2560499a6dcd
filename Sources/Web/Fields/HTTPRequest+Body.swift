import HTTP
import JSON

/// What a path takes as a body.
struct BodyFormat {
    /// Whether JSON may be called `text/plain`, which a page's script may send without a preflight.
    let takesPlainText: Bool
    let takesForms: Bool

    static let json = BodyFormat(takesPlainText: false, takesForms: false)

    /// The value of an `Accept-Post` field: what is to be sent.
    var acceptedMediaTypes: String {
        takesForms ? "application/json, application/x-www-form-urlencoded" : "application/json"
    }
}

extension HTTPRequest {
    /// All of the body, as far as can be told before it is read.
    ///
    /// - Throws: `truncatedBody` or `bodyTooLarge`.
    func wholeBody() throws(RequestError) -> [UInt8] {
        switch body {
        case .complete(let bytes), .unmeasured(let bytes): bytes
        case .truncated: throw .truncatedBody
        case .tooLarge: throw .bodyTooLarge
        }
    }

    /// Whether the body has as many bytes as were announced.
    var isBodyMeasured: Bool {
        if case .complete = body { true } else { false }
    }

    /// The object in the body, with at most so many members. No body at all is an empty object, whatever its media type.
    func jsonBody(
        _ format: BodyFormat = .json, memberLimit: Int = .max
    ) throws(RequestError) -> JSONObject {
        let body = try wholeBody()
        if body.isEmpty { return JSONObject([]) }
        guard !isBodyEncoded else { throw .encodedBody(accepted: format.acceptedMediaTypes) }
        guard let mediaType, mediaType.isJSON || (format.takesPlainText && mediaType.isPlainText) else {
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
