import HTTP
import JSON
import Storage

extension WebApp {
    /// `GET /api/v2/health`: whether the database can be read.
    func health(_: RoutedRequest) throws -> Reply {
        do { try store.ping() } catch { throw RequestError.unhealthy(error) }
        return .response(HTTPResponse(.ok, json: ["healthy": true]))
    }
}
