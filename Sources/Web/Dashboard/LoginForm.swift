import HTTP

/// What somebody has typed to log in.
struct LoginForm {
    let userName: String
    let password: String
    let next: String

    private let form: FormFields

    /// Anybody may send it, so that little of it is read.
    private static let longestBody = 16 * 1024
    private static let maximumCount = 10

    init(_ request: HTTPRequest) throws(RequestError) {
        guard try request.wholeBody().count <= Self.longestBody else { throw .bodyTooLarge }
        form = try FormFields(request, atMost: Self.maximumCount)
        userName = form.text("user")
        password = form.text("password")
        next = form.text("next")
    }

    func isOfThisBrowser(_ request: HTTPRequest) -> Bool {
        guard let secret = SessionCookie(.form, for: request).secret(in: request) else { return false }
        return FormToken.isIn(form, for: secret)
    }
}
