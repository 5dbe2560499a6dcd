import HTTP
import JSON
import Logging
import Storage
import Tracking

/// The only place where errors become answers.
extension WebApp {
    /// The answer to a request that failed, in the shape that its surface has. Faults of ours are logged here, in full,
    /// and answered without detail. `identity` is who has logged in.
    func response(
        to error: any Error, of request: HTTPRequest, as surface: Route.Surface, for identity: Identity? = nil
    ) -> HTTPResponse {
        if surface == .page, let form = loginForm(again: request, after: error) { return form }
        return failure(of: error).response(as: surface, to: request, for: identity)
    }

    /// The same wherever it was asked for.
    func response(to error: any Error, as surface: Route.Surface) -> HTTPResponse {
        failure(of: error).response(as: surface)
    }

    /// Tells the log of an answer that ends before it is whole, since nobody else can be told; but not where nobody waits
    /// for it.
    func logCutOff(by error: any Error) {
        if case StoreError.unavailable(.abandoned, _) = error { return }
        if let error = error as? StoreError, error.isDamage { return damageLog.note("\(error)", in: logger) }
        logger.warning("Report cut off", metadata: ["error": "\(error)"])
    }

    private func failure(of error: any Error) -> Failure {
        switch error {
        case let error as RequestError: failure(of: error)
        case let error as RecordingError: failure(of: error)
        case let error as StoreError: failure(of: error)
        default: fault("\(error)")
        }
    }

    private func failure(of error: RequestError) -> Failure {
        switch error {
        case .unknownPath: Failure(.notFound)
        case .otherMethod(let allowed): Failure(.methodNotAllowed, headers: [HTTPHeader(.allow, allowed)])
        case .bodyTooLarge: Failure(.contentTooLarge)
        case .truncatedBody: Failure(.badRequest)
        case .lengthMissing: Failure(.lengthRequired)
        case .otherMediaType(let accepted):
            Failure(.unsupportedMediaType, headers: [HTTPHeader(.acceptPost, accepted)])
        case .encodedBody(let accepted):
            Failure(
                .unsupportedMediaType,
                headers: [HTTPHeader(.acceptPost, accepted), HTTPHeader(.acceptEncoding, "identity")])
        case .malformedJSON: Failure(.badRequest, .errors(["json": ["Invalid JSON body."]]))
        case .notAnObject:
            Failure(.unprocessableEntity, .errors(["json": ["_schema": ["Invalid input type."]]]))
        case .invalidFields(let errors, let source):
            Failure(.unprocessableEntity, .fields(errors, source))
        case .loginMissing: .unauthorized()
        case .wrongLogin(let seconds): .unauthorized(retryAfterSeconds: seconds)
        case .plainLogin: Failure(.forbidden, .message("Login over plain HTTP is refused. Use HTTPS."))
        case .readOnlyLogin, .otherOrigin: Failure(.forbidden)
        case .staleForm:
            Failure(
                .forbidden,
                .message("The form is of an earlier login. Go back, load the page again, and send it."))
        case .unknownCampaign: Failure(.notFound, .onlyMessage("Campaign does not exist"))
        case .unknownRun: Failure(.notFound, .onlyMessage("Run does not exist"))
        case .unknownClick: Failure(.notFound, .onlyMessage("Click does not exist"))
        case .overloaded: .unavailable(retryAfterSeconds: 1)
        case .abandoned: Failure(.serviceUnavailable)
        case .unhealthy(let reason): .unavailable(retryAfterSeconds: 1, reason: reason)
        }
    }

    private func failure(of error: RecordingError) -> Failure {
        switch error {
        // The recorder has logged what the matter is, once for all the events that it concerns.
        case .unavailable(let seconds, _): .unavailable(retryAfterSeconds: seconds)
        case .overloaded, .stopping: .unavailable(retryAfterSeconds: 1)
        case .journeyFull:
            // A query or a body: the recorder does not know, and both say the same of the whole.
            failure(
                of: RequestError.invalidFields(
                    FieldErrors(.journeyFull, in: EventFields.wholeName), source: .json))
        case .damaged(let description): damage(description)
        case .fault(let description): fault(description)
        }
    }

    private func failure(of error: StoreError) -> Failure {
        switch error {
        case .refused(.noSuchCampaign): failure(of: RequestError.unknownCampaign)
        case .refused(.noSuchRun): failure(of: RequestError.unknownRun)
        case .refused(.noCampaignNumberLeft): Failure(.conflict, .message(error.description))
        case .refused(.otherDistributionParameter(let parameter)):
            Failure(
                .badRequest,
                .onlyMessage(
                    "Bad distribution parameter",
                    beside: ["expensesDistributionParameter": .string(parameter)]))
        case .refused(.noClicksParameter(let near)):
            failure(
                of: RequestError.invalidFields(
                    FieldErrors(.noClicksParameter(near: near), in: "distributionParameter"), source: .json))
        case .refused(.tooManyReplacedExpenses(let limit)):
            failure(
                of: RequestError.invalidFields(
                    FieldErrors(.tooManyReplaced(limit: limit), in: "dates"), source: .json))
        case .refused(.tooManyGroups(let limit)):
            failure(
                of: RequestError.invalidFields(
                    FieldErrors(.tooManyGroups(limit: limit), in: "groupParameters"), source: .query))
        case .refused(.groupsTooLong(let limit)):
            failure(
                of: RequestError.invalidFields(
                    FieldErrors(.groupsTooLong(limit: limit), in: "groupParameters"), source: .query))
        case .unavailable(.tooLong, _):
            // Not to be tried again as it is.
            Failure(.serviceUnavailable, .message(error.description))
        case .unavailable(.abandoned, _): failure(of: RequestError.abandoned)
        case .unavailable: unavailability(error)
        case .fault(.damaged): damage("\(error)")
        case .refused, .opening, .fault: fault("\(error)")
        }
    }

    private func unavailability(_ error: StoreError) -> Failure {
        if error.isDamage {
            damageLog.note("\(error)", in: logger)
        } else {
            logger.warning("Database unavailable", metadata: ["error": "\(error)"])
        }
        return .unavailable(retryAfterSeconds: 1)
    }

    private func damage(_ description: String) -> Failure {
        damageLog.note(description, in: logger)
        return Failure(.internalServerError)
    }

    private func fault(_ description: String) -> Failure {
        logger.error("Request failed", metadata: ["error": "\(description)"])
        return Failure(.internalServerError)
    }
}

extension Failure {
    /// Nothing was stored; the client may send the request again later.
    fileprivate static func unavailable(retryAfterSeconds: Int, reason: String? = nil) -> Failure {
        Failure(
            .serviceUnavailable, reason.map { .message($0) },
            headers: [HTTPHeader(.retryAfter, String(retryAfterSeconds))])
    }

    /// The same whether the login is missing or wrong.
    fileprivate static func unauthorized(retryAfterSeconds: Int? = nil) -> Failure {
        let challenge = HTTPHeader(.wwwAuthenticate, #"Basic realm="Landing Tracker", charset="UTF-8""#)
        let wait = retryAfterSeconds.map { [HTTPHeader(.retryAfter, String($0))] } ?? []
        return Failure(.unauthorized, headers: [challenge] + wait)
    }
}

extension HTTPResponse {
    /// What a tracking request is told where it meets no application: nothing was stored, and it may come again.
    package static func unavailable(retryAfterSeconds: Int) -> HTTPResponse {
        Failure.unavailable(retryAfterSeconds: retryAfterSeconds).response(as: .tracking)
    }

    /// The same on any surface, while there is no application yet; with the reason for whoever may know it.
    static func waiting(
        as surface: Route.Surface, reason: String?, _ request: HTTPRequest
    ) -> HTTPResponse {
        Failure.unavailable(retryAfterSeconds: 1, reason: reason).response(as: surface, to: request)
    }
}
