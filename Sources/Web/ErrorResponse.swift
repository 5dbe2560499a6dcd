import HTTP
import JSON
import Logging
import Storage
import Tracking

/// The only place where errors become answers.
extension WebApp {
    /// The answer to a request that failed. Faults of ours are logged here, in full, and answered without detail.
    func response(to error: any Error) -> HTTPResponse {
        switch error {
        case let error as RequestError: response(to: error)
        case let error as RecordingError: response(to: error)
        default: faultResponse("\(error)")
        }
    }

    private func response(to error: RequestError) -> HTTPResponse {
        switch error {
        case .unknownPath: .error(.notFound)
        case .otherMethod(let allowed): .error(.methodNotAllowed, header: HTTPHeader(.allow, allowed))
        case .bodyTooLarge: .error(.contentTooLarge)
        case .truncatedBody: .error(.badRequest)
        case .otherMediaType(let accepted):
            .error(.unsupportedMediaType, header: HTTPHeader(.acceptPost, accepted))
        case .malformedJSON: .error(.badRequest, errors: ["json": ["Invalid JSON body."]])
        case .notAnObject:
            .error(.unprocessableEntity, errors: ["json": ["_schema": ["Invalid input type."]]])
        case .invalidFields(let error, let source):
            .error(.unprocessableEntity, errors: .object([(name: source.rawValue, value: error.json)]))
        case .unhealthy(let error): unhealthyResponse(error)
        }
    }

    private func response(to error: RecordingError) -> HTTPResponse {
        switch error {
        // The recorder has logged what the matter is, once for all the events that it concerns.
        case .unavailable(let seconds, _): .unavailable(retryAfterSeconds: seconds)
        case .stopping: .unavailable(retryAfterSeconds: 1)
        case .fault(let description): faultResponse(description)
        }
    }

    private func unhealthyResponse(_ error: StoreError) -> HTTPResponse {
        logger.warning("Database unreadable", metadata: ["error": "\(error)"])
        return .unavailable(retryAfterSeconds: 1)
    }

    private func faultResponse(_ description: String) -> HTTPResponse {
        logger.error("Request failed", metadata: ["error": "\(description)"])
        return .error(.internalServerError)
    }
}

extension HTTPResponse {
    /// Nothing was stored; the client may send the request again later.
    package static func unavailable(retryAfterSeconds: Int) -> HTTPResponse {
        .error(.serviceUnavailable, header: HTTPHeader(.retryAfter, String(retryAfterSeconds)))
    }

    /// `{"code":422,"status":"Unprocessable Entity","errors":{...}}`.
    fileprivate static func error(
        _ status: HTTPStatus, header: HTTPHeader? = nil, errors: JSONValue? = nil
    ) -> HTTPResponse {
        var members: [(name: String, value: JSONValue)] = [
            (name: "code", value: .integer(Int64(status.code))),
            (name: "status", value: .string(status.reason)),
        ]
        if let errors { members.append((name: "errors", value: errors)) }
        var response = HTTPResponse(status, json: .object(members))
        if let header { response.headers.append(header) }
        return response
    }
}
