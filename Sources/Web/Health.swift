import HTTP
import JSON
import Storage

extension WebApp {
    /// `GET /api/v2/health`: whether the database answers; waits for nothing where a pulse is felt.
    func health(_: RoutedRequest) throws -> Reply {
        do throws(StoreError) {
            if let pulse { try pulse.check() } else { try store.ping() }
        } catch {
            throw RequestError.unhealthy(error)
        }
        return .response(HTTPResponse(.ok, json: ["healthy": true]))
    }
}
