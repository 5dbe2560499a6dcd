import HTTP
import JSON
import Storage

extension WebApp {
    /// `GET /api/v2/alerts`: what needs attention, the worst first.
    func showAlerts(_ request: RoutedRequest) throws -> Reply {
        let alerts = try alerts.alerts(from: store(for: request), at: now())
        return .response(HTTPResponse(.ok, json: ["content": .array(alerts.map(\.json))]))
    }
}
