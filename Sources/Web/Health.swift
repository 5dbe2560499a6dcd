import HTTP
import JSON
import Storage

extension WebApp {
    /// `GET /api/v2/health`: whether the database answers; waits for nothing where a pulse is felt.
    ///
    /// A login is not needed, and not looked at but for whether it was right before: then the version is told, too.
    func health(_ request: RoutedRequest) throws -> Reply {
        do throws(StoreError) {
            if let pulse { try pulse.check() } else { try store.ping() }
        } catch {
            throw RequestError.unhealthy(error)
        }
        guard recentLogins.contains(request.request) else {
            return .response(HTTPResponse(.ok, json: ["healthy": true]))
        }
        return .response(HTTPResponse(.ok, json: ["healthy": true, "version": .string(Version.current)]))
    }
}
