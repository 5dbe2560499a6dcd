import HTML
import HTTP
import Passwords
import Storage

/// What a user does about himself, one who may change nothing else included.
extension WebApp {
    /// `GET /dashboard/account`.
    func showAccount(_ request: RoutedRequest) throws -> Reply {
        let word = QueryFields(request.request.query).text("done")
        return .response(accountPage(.ok, request, notice: word.flatMap(AccountNotice.init)?.text))
    }

    /// `POST /dashboard/account/password`.
    func changePassword(_ request: RoutedRequest) throws -> Reply {
        let form = try FormFields(request.request)
        let typed = TypedPasswords(form)
        guard let password = typed.password else {
            let problems = AccountPage.Problems(password: typed.problem, again: typed.againProblem)
            return .response(accountPage(.unprocessableEntity, request, problems))
        }
        return .confirming(
            PasswordConfirmation(password: Array(form.text("current").utf8)) { [self] current in
                .hashing(
                    PasswordHashing(password: password) { hash in
                        .response(try self.replace(current, with: hash, for: request))
                    })
            } refuse: { [self] seconds in
                let problem =
                    seconds.map { "Too many wrong passwords. The next one is looked at in \($0) s." }
                    ?? "That is not your password."
                return accountPage(.unprocessableEntity, request, AccountPage.Problems(current: problem))
            })
    }

    /// Ends all sessions, and begins another one in this browser; where somebody else was quicker, all have ended.
    private func replace(
        _ current: PasswordHash, with hash: PasswordHash, for request: RoutedRequest
    ) throws -> HTTPResponse {
        guard let user = request.login,
            try store.replacePasswordHash(of: user, with: hash.text, expecting: current.text),
            let secret = try sessions.begin(of: user, with: hash, in: request.request)
        else { return HTTPResponse(seeOther: "/login", of: request.request) }
        return HTTPResponse(
            seeOther: "/account?done=password", of: request.request,
            headers: [SessionCookie(.session, for: request.request).header(setting: secret)])
    }

    /// `POST /dashboard/account/sessions`.
    func endOtherSessions(_ request: RoutedRequest) throws -> Reply {
        if let identity = request.identity, let session = identity.session {
            try sessions.endOthers(of: identity.name, than: session)
        }
        return .response(HTTPResponse(seeOther: "/account?done=sessions", of: request.request))
    }

    private func accountPage(
        _ status: HTTPStatus, _ request: RoutedRequest,
        _ problems: AccountPage.Problems = AccountPage.Problems(), notice: String? = nil
    ) -> HTTPResponse {
        HTTPResponse(
            status, AccountPage(userName: request.login ?? "", problems: problems),
            in: request.layout("Your account", nil, notice: notice))
    }
}

/// What was done just before, by the word in the address.
private enum AccountNotice: String {
    case password, sessions

    var text: String {
        switch self {
        case .password: "Your password was changed, and all your other sessions have ended."
        case .sessions: "All your other sessions have ended."
        }
    }
}
