import HTTP

/// One line of the route table: a path, and what answers its methods.
struct Route: Sendable {
    let path: String
    let kind: Kind
    /// The value of an `Allow` field.
    let allowedMethods: String
    private let handlers: KeyValuePairs<HTTPMethod, Handler>

    typealias Handler = @Sendable (WebApp) -> (RoutedRequest) throws -> Reply

    enum Kind: Equatable {
        /// Called by the scripts of any landing page. HEAD is refused, since a look must not record anything.
        case tracking
        /// Open to everybody, but not to the scripts of other sites. HEAD is answered like GET.
        case open
        /// For users and tokens only. HEAD is answered like GET.
        case login
        /// The same; its methods change nothing, whatever they are.
        case harmlessLogin
        /// The same, and may take long.
        case report
    }

    init(_ path: String, _ kind: Kind, _ handlers: KeyValuePairs<HTTPMethod, Handler>) {
        self.path = path
        self.kind = kind
        self.handlers = handlers
        let methods = handlers.flatMap { $0.key == .get && kind != .tracking ? [.get, .head] : [$0.key] }
        allowedMethods = (methods + [.options]).map(\.rawValue).joined(separator: ", ")
    }

    /// The methods in the table, HEAD and OPTIONS not among them.
    var methods: [HTTPMethod] { handlers.map(\.key) }

    /// What answers the method; nil when nothing does.
    func handler(for method: HTTPMethod) -> Handler? {
        let method = method == .head && kind != .tracking ? .get : method
        return handlers.first { $0.key == method }?.value
    }

    /// Whether a login is to be allowed changes for it.
    func changes(by method: HTTPMethod) -> Bool {
        kind == .login && method != .get && method != .head
    }

    /// The answer to OPTIONS; for a tracking path it is good as the answer to a CORS preflight, too.
    var optionsResponse: HTTPResponse {
        let allow = HTTPHeader(.allow, allowedMethods)
        return HTTPResponse(
            .noContent, headers: [allow] + kind.preflightHeaders(allowedMethods: allowedMethods))
    }
}
