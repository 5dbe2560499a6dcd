import Dispatch
import HTML
import HTTP
import Passwords
import Storage

/// How one gets onto the pages, and leaves them.
extension WebApp {
    static let dashboardPath = "/dashboard"
    static let assetPath = dashboardPath + "/assets/<name>"
    static let templates = Templates()

    /// First step of a visit to the pages: who is there. Others are led to the form, and from there back.
    func enter(_ visit: Visit) {
        do {
            try requirePrivacy(of: visit.request)
            if let identity = try sessions.identity(of: visit.request) {
                return assign(visit.identified(as: identity))
            }
            let query = QueryString.text([(name: "next", value: visit.request.pathToReturnTo)])
            finish(visit, HTTPResponse(seeOther: "/login?" + query, of: visit.request))
        } catch {
            fail(visit, error)
        }
    }

    /// The same for the form itself: what it is sent with is looked at before all else.
    func logInByForm(_ visit: Visit, since arrival: DispatchTime) {
        guard visit.request.method == .post else { return assign(visit) }
        let attempt = loginAttempt(for: visit, since: arrival)
        take(attempt) {
            try requirePrivacy(of: visit.request)
            let form = try LoginForm(visit.request)
            guard visit.request.isSameOrigin else { throw RequestError.otherOrigin }
            guard form.isOfThisBrowser(visit.request) else { throw RequestError.staleForm }
            let finding = try authentication.finding(
                Array(form.userName.utf8), Array(form.password.utf8), visit.request)
            settle(attempt, with: finding)
        }
    }

    /// `GET /dashboard/login`.
    func showLoginForm(_ request: RoutedRequest) throws -> Reply {
        try requirePrivacy(of: request.request)
        let fields = QueryFields(request.request.query)
        return .response(loginForm(.ok, request.request, LoginText(next: fields.text("next") ?? "")))
    }

    /// `POST /dashboard/login`, when name and password were right: begins a session, and goes where one wanted to go.
    func beginSession(_ request: RoutedRequest) throws -> Reply {
        guard let user = request.login, let hash = request.identity?.passwordHash,
            let secret = try sessions.begin(of: user, with: hash, in: request.request)
        else { throw RequestError.wrongLogin(retryAfterSeconds: nil) }
        let next = try LoginForm(request.request).next
        return .response(
            HTTPResponse(
                seeOther: leadsToAPage(next) ? next : "/", of: request.request,
                headers: [
                    SessionCookie(.session, for: request.request).header(setting: secret),
                    SessionCookie(.form, for: request.request).header(setting: nil),
                ]))
    }

    /// Whether a path below the dashboard, with its query, is that of a page: whoever makes a link to the form chooses
    /// nothing else.
    private func leadsToAPage(_ next: String) -> Bool {
        guard next.hasPrefix("/"),
            next.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }),
            let path = next.split(whereSeparator: { $0 == "?" || $0 == "#" }).first,
            !path.split(separator: "/").contains(where: \.isDots),
            case .route(let route, _) = table.match(Self.dashboardPath + path)
        else { return false }
        return route.audience == .session && route.methods.contains(.get)
    }

    /// `POST /dashboard/logout`.
    func endSession(_ request: RoutedRequest) throws -> Reply {
        if let secret = request.identity?.session { try sessions.end(secret) }
        return .response(
            HTTPResponse(
                seeOther: "/login", of: request.request,
                headers: [SessionCookie(.session, for: request.request).header(setting: nil)]))
    }

    /// The form once more, where what it was sent with is why there is no page; nil for all other errors.
    func loginForm(again request: HTTPRequest, after error: any Error) -> HTTPResponse? {
        guard let error = error as? RequestError, request.path == Self.dashboardPath + "/login",
            let form = try? LoginForm(request)
        else { return nil }
        let problem: String
        var headers: [HTTPHeader] = []
        switch error {
        case .wrongLogin(nil): problem = "User or password is wrong."
        case .wrongLogin(let seconds?):
            problem = "Too many tries. The next one is looked at in \(seconds) s."
            headers = [HTTPHeader(.retryAfter, String(seconds))]
        case .staleForm: problem = "The form was too old, or the browser keeps no cookies. Try again."
        default: return nil
        }
        return loginForm(
            .forbidden, request, LoginText(userName: form.userName, next: form.next, problem: problem),
            headers)
    }

    /// What the form is shown with.
    private struct LoginText {
        var userName = ""
        var next: String
        var problem: String?
    }

    private func loginForm(
        _ status: HTTPStatus, _ request: HTTPRequest, _ text: LoginText, _ headers: [HTTPHeader] = []
    ) -> HTTPResponse {
        let cookie = SessionCookie(.form, for: request)
        let secret = cookie.secret(in: request) ?? Secret()
        let page = LoginPage(
            userName: text.userName, next: text.next, formToken: FormToken.text(for: secret),
            problem: text.problem, hasNoUsers: hasNoUsers)
        return HTTPResponse(
            status, page, in: Layout("Log in", nil, below: request.prefix, for: nil),
            headers: headers + [cookie.header(setting: secret)])
    }

    /// Whether nobody can log in on the pages; false where that cannot be read.
    package var hasNoUsers: Bool { (try? store.users().isEmpty) ?? false }

    /// `GET /dashboard`.
    func redirectToDashboard(_ request: RoutedRequest) -> Reply {
        .response(HTTPResponse(seeOther: "/", of: request.request))
    }

    /// `GET /dashboard/assets/<name>`.
    func showAsset(_ request: RoutedRequest) throws -> Reply {
        guard let asset = request.parameters["name"].flatMap(Asset.named) else {
            throw RequestError.unknownPath
        }
        return .response(HTTPResponse(asset))
    }
}

extension Substring {
    /// What a browser takes for a step to the folder above, or for none.
    fileprivate var isDots: Bool {
        [".", ".."].contains(lowercased().replacing("%2e", with: "."))
    }
}

extension HTTPRequest {
    /// The path below the dashboard and the query, of what can be asked for once more.
    fileprivate var pathToReturnTo: String {
        guard method == .get || method == .head else { return "/" }
        let query = query.isEmpty ? "" : "?" + String(decoding: query, as: UTF8.self)
        let target = String(path.dropFirst(WebApp.dashboardPath.count)) + query
        // Escaped it stands in a header, for which a web server keeps 4 KiB.
        let isShort = QueryString.text([(name: "next", value: target)]).utf8.count <= Self.mostLinkBytes
        return isShort ? target : "/"
    }
}
