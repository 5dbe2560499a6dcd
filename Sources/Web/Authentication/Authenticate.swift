import HTTP
import JSON

extension WebApp {
    /// `POST /api/v2/auth/authenticate`: whether the login is good; a body is passed over.
    func authenticate(_: RoutedRequest) -> Reply {
        .response(HTTPResponse(.ok, json: nil))
    }
}
