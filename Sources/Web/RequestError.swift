import Tracking

/// Why a request is not served; `WebApp.response(to:of:as:)` says what is answered.
enum RequestError: Error {
    case unknownPath
    /// `allowed` is the value of an `Allow` field.
    case otherMethod(allowed: String)
    case bodyTooLarge
    case truncatedBody
    /// Of a form without one nobody can tell whether it is whole.
    case lengthMissing
    /// `accepted` is the value of an `Accept-Post` field.
    case otherMediaType(accepted: String)
    /// Compressed, for example; `accepted` as above.
    case encodedBody(accepted: String)
    case malformedJSON
    case notAnObject
    case invalidFields(FieldErrors, source: FieldSource)

    case loginMissing
    /// `retryAfterSeconds`: the next try will not be looked at before.
    case wrongLogin(retryAfterSeconds: Int?)
    /// A login that can be read on the way.
    case plainLogin
    case readOnlyLogin
    /// A page of another site made a browser send it.
    case otherOrigin
    /// Of a page that was made for another session.
    case staleForm

    case unknownCampaign
    case unknownRun
    case unknownClick
    /// Too much waits for a thread that has time for it.
    case overloaded
    /// Nobody waits for the answer any more.
    case abandoned
    /// An event would be refused now; nil: why is not told.
    case unhealthy(reason: String?)
}

extension RequestError {
    /// An event with more members, or pairs, than anybody needs.
    static func tooManyMembers(maximum: Int, source: FieldSource) -> RequestError {
        .invalidFields(
            FieldErrors(.tooManyMembers(maximum: maximum), in: EventFields.wholeName), source: source)
    }
}

/// Where the fields of a request stood, by the name that an answer's `errors` has for it.
enum FieldSource: String {
    /// A body; one that is a form, too.
    case json
    case query
}
