import HTTP

/// One line of the route table: a path, who may ask there, whose work it is, how errors look, and what answers its
/// methods. Each of these says one thing, and any may stand with any.
struct Route: Sendable {
    let path: String
    let audience: Audience
    let work: Work
    let surface: Surface
    /// The value of an `Allow` field.
    let allowedMethods: String
    private let actions: KeyValuePairs<HTTPMethod, Action>

    init(
        _ path: String, for audience: Audience, _ work: Work, _ surface: Surface,
        _ actions: KeyValuePairs<HTTPMethod, Action>
    ) {
        self.path = path
        self.audience = audience
        self.work = work
        self.surface = surface
        self.actions = actions
        let methods = actions.flatMap { method, action -> [HTTPMethod] in
            method == .get && !action.changes ? [.get, .head] : [method]
        }
        allowedMethods = (methods + [.options]).map(\.rawValue).joined(separator: ", ")
    }

    /// The methods in the table, HEAD and OPTIONS not among them.
    var methods: [HTTPMethod] { actions.map(\.key) }

    /// What answers the method; nil when nothing does.
    ///
    /// HEAD is answered like a GET that changes nothing: a look must not record anything.
    func action(for method: HTTPMethod) -> Action? {
        guard method == .head else { return actions.first { $0.key == method }?.value }
        return actions.first { $0.key == .get && !$0.value.changes }?.value
    }

    /// The answer to OPTIONS; for a landing page it is good as the answer to a CORS preflight, too.
    func optionsResponse(to request: HTTPRequest) -> HTTPResponse {
        let allow = HTTPHeader(.allow, allowedMethods)
        let headers = audience.preflightHeaders(for: request, allowedMethods: allowedMethods)
        return HTTPResponse(.noContent, headers: [allow] + headers)
    }
}

extension Route {
    /// Who may ask.
    enum Audience: Sendable {
        /// The scripts of any landing page, and whoever else; a login is not looked at.
        case landingPages
        /// Everybody, but not the scripts of other sites; a login is not needed, and a wrong one makes no difference.
        case anyone
        /// Users and tokens. A login comes before all else: nobody else learns what is there.
        case login
        /// Users on the pages, by their session; others are led to the form to log in.
        case session
        /// Whoever fills in that form: what it is sent with is looked at as any login.
        case loginForm
    }

    /// Where the work is done.
    enum Work: Sendable {
        /// On the thread that has the request.
        case atOnce
        /// Where somebody waits for it, but a click goes first.
        case clerk
        /// Where it may take long, since it only gets what processors have left.
        case reporter
    }

    /// In which shape errors come.
    enum Surface: Sendable {
        /// For landing pages and networks: JSON.
        case tracking
        /// For programs: JSON.
        case api
        /// For people: HTML.
        case page
    }

    /// What answers a method.
    enum Action: Sendable {
        case reading(Handler)
        /// Changes something, so that a login must be allowed to, and be used by no page of another site.
        case changing(Handler)
        /// Changes nothing but what is one's own, as a session or a password is: also for a login that is for reading.
        case changingOwn(Handler)

        typealias Handler = @Sendable (WebApp) -> (RoutedRequest) throws -> Reply

        var handler: Handler {
            switch self {
            case .reading(let handler), .changing(let handler), .changingOwn(let handler): handler
            }
        }

        var changes: Bool {
            switch self {
            case .reading: false
            case .changing, .changingOwn: true
            }
        }

        var isOwn: Bool {
            switch self {
            case .reading, .changing: false
            case .changingOwn: true
            }
        }
    }
}
