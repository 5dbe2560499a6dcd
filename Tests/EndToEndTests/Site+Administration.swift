import TestSupport

extension Site {
    /// Asks for a path over HTTPS.
    func ask(_ path: String, login: Login?) throws -> Answer {
        try Curl.ask("GET", url(path), login: login)
    }

    /// Sends a request over HTTPS; a body is JSON.
    func ask(_ method: String, _ path: String, _ body: String? = nil, login: Login?) throws -> Answer {
        try Curl.ask(method, url(path), body, login: login)
    }
}
