import HTTP
import Passwords

/// Who has logged in.
struct Identity: Hashable, Sendable {
    /// Of a user, or of a token.
    let name: String
    /// Whether changes are allowed; a login can be for reading only.
    let mayChange: Bool
    /// Of whoever is on the pages; nil for all others.
    var session: Secret?
    /// What the password was found to match; nil for whoever has brought none.
    var passwordHash: PasswordHash?

    /// Refuses a change by a login for reading, and one that a page of another site made a browser send.
    func require(_ action: Route.Action, by request: HTTPRequest) throws(RequestError) {
        guard action.changes else { return }
        if !mayChange, !action.isOwn { throw .readOnlyLogin }
        guard request.isSameOrigin else { throw .otherOrigin }
        if let session {
            guard try FormToken.isIn(request, for: session) else { throw .staleForm }
        }
    }
}
