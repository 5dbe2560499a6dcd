import HTTP

/// Who has logged in.
struct Identity: Hashable, Sendable {
    /// Of a user, or of a token.
    let name: String
    /// Whether changes are allowed; a token can be for reading only.
    let mayChange: Bool

    /// Refuses a change by a login for reading, and one that a page of another site made a browser send.
    func requireChange(by request: HTTPRequest) throws(RequestError) {
        guard mayChange else { throw .readOnlyLogin }
        guard request.isSameOrigin else { throw .otherOrigin }
    }
}
