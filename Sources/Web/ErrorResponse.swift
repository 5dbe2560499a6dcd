import HTTP
import JSON
import Logging
import Storage

/// The only place where errors become answers.
extension WebApp {
    /// The answer to a request that failed. Faults of ours are logged here, in full, and answered without detail.
    func response(to error: any Error) -> HTTPResponse {
        switch error {
        case let error as RequestError: response(to: error)
        case let error as RecordingError: response(to: error)
        case let error as StoreError: response(to: error)
        default: faultResponse("\(error)")
        }
    }

    private func response(to error: RequestError) -> HTTPResponse {
        switch error {
        case .unknownPath: .error(.notFound)
        case .otherMethod(let allowed): .error(.methodNotAllowed, headers: [HTTPHeader(.allow, allowed)])
        case .bodyTooLarge: .error(.contentTooLarge)
        case .truncatedBody: .error(.badRequest)
        case .otherMediaType(let accepted):
            .error(.unsupportedMediaType, headers: [HTTPHeader(.acceptPost, accepted)])
        case .malformedJSON: .error(.badRequest, errors: ["json": ["Invalid JSON body."]])
        case .notAnObject:
            .error(.unprocessableEntity, errors: ["json": ["_schema": ["Invalid input type."]]])
        case .invalidFields(let errors, let source):
            .error(.unprocessableEntity, errors: .object([(name: source.rawValue, value: errors.json)]))
        case .loginMissing: .unauthorized()
        case .wrongLogin(let seconds): .unauthorized(retryAfterSeconds: seconds)
        case .plainLogin:
            .error(.forbidden, message: "Login over plain HTTP is refused. Use HTTPS.")
        case .readOnlyLogin, .otherOrigin: .error(.forbidden)
        case .unknownCampaign: .message(.notFound, "Campaign does not exist")
        case .unknownClick: .message(.notFound, "Click does not exist")
        case .overloaded: .unavailable(retryAfterSeconds: 1)
        case .unhealthy(let error): unavailableResponse(error)
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

    private func response(to error: StoreError) -> HTTPResponse {
        switch error {
        case .refused(.noSuchCampaign): response(to: RequestError.unknownCampaign)
        case .refused(.otherDistributionParameter): .message(.badRequest, "Bad distribution parameter")
        case .refused(.tooManyGroups): response(to: RequestError.tooManyGroups(error))
        case .unavailable: unavailableResponse(error)
        case .refused, .opening, .fault: faultResponse("\(error)")
        }
    }

    private func unavailableResponse(_ error: StoreError) -> HTTPResponse {
        logger.warning("Database unavailable", metadata: ["error": "\(error)"])
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
        .error(.serviceUnavailable, headers: [HTTPHeader(.retryAfter, String(retryAfterSeconds))])
    }

    /// The same whether the login is missing or wrong.
    fileprivate static func unauthorized(retryAfterSeconds: Int? = nil) -> HTTPResponse {
        let challenge = HTTPHeader(.wwwAuthenticate, #"Basic realm="Landing Tracker", charset="UTF-8""#)
        let wait = retryAfterSeconds.map { [HTTPHeader(.retryAfter, String($0))] } ?? []
        return .error(.unauthorized, headers: [challenge] + wait)
    }

    /// `{"code":422,"status":"Unprocessable Entity","errors":{...}}`.
    fileprivate static func error(
        _ status: HTTPStatus, headers: [HTTPHeader] = [], message: String? = nil, errors: JSONValue? = nil
    ) -> HTTPResponse {
        var members: [(name: String, value: JSONValue)] = [
            (name: "code", value: .integer(Int64(status.code))),
            (name: "status", value: .string(status.reason)),
        ]
        if let message { members.append((name: "message", value: .string(message))) }
        if let errors { members.append((name: "errors", value: errors)) }
        var response = HTTPResponse(status, json: .object(members))
        response.headers += headers
        return response
    }

    /// `{"message":"Campaign does not exist"}`: what the original says of things that are not there.
    fileprivate static func message(_ status: HTTPStatus, _ text: String) -> HTTPResponse {
        HTTPResponse(status, json: ["message": .string(text)])
    }
}
