import HTML
import HTTP
import Synchronization

/// Who answers before there is a database, and hands over to the application when there is: until then every request
/// is to come again, health says why, and the process is alive.
package final class Reception: Sendable {
    private let app = AtomicLazyReference<WebApp>()
    private let reason = Mutex("The service has just been started.")
    private let table = RouteTable(WebApp.routes)

    package init() {}

    /// Has all further requests answered by the application; the first one counts.
    package func open(_ app: WebApp) {
        _ = self.app.storeIfNil(app)
    }

    /// Why there is no application yet.
    package func wait(because reason: String) {
        self.reason.withLock { $0 = reason }
    }

    package func respond(to request: HTTPRequest, answer: @escaping WebApp.Answer) {
        if let app = app.load() { return app.respond(to: request, answer: answer) }
        let (request, match) = table.match(request)
        answer(match.audience.decorated(response(to: request, match), for: request))
    }

    private func response(to request: HTTPRequest, _ match: RouteTable.Match) -> HTTPResponse {
        guard case .route(let route, let parameters) = match,
            request.method == .get || request.method == .head
        else { return .waiting(as: match.surface, reason: nil, request) }
        switch route.path {
        case WebApp.assetPath:
            return parameters["name"].flatMap(Asset.named).map { HTTPResponse($0) }
                ?? .waiting(as: match.surface, reason: nil, request)
        case WebApp.livePath: return .alive
        case WebApp.healthPath where request.isLocal:
            return .waiting(as: match.surface, reason: reason.withLock { $0 }, request)
        default: return .waiting(as: match.surface, reason: nil, request)
        }
    }
}
