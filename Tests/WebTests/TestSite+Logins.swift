import Foundation
import HTTP
import Synchronization

extension TestSite {
    /// The answer to a login from an address.
    func logIn(_ login: Login, from address: String) async -> HTTPResponse {
        await send(.login(login, from: address))
    }

    func logIn(_ name: String, _ password: String, from address: String) async -> HTTPResponse {
        await logIn(Login(user: name, password: password), from: address)
    }
}

extension HTTPRequest {
    static func login(_ login: Login, from address: String) -> HTTPRequest {
        HTTPRequest(
            "POST", "/api/v2/auth/authenticate",
            [("HTTPS", "on"), ("REMOTE_ADDR", address), ("HTTP_AUTHORIZATION", login.field)])
    }
}

/// Answers as they come, on any thread.
final class Answers: Sendable {
    private let kept = Mutex<[HTTPStatus]>([])

    var statuses: [HTTPStatus] { kept.withLock { $0 } }

    func add(_ response: HTTPResponse) {
        kept.withLock { $0.append(response.status) }
    }
}
