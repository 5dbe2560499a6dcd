import Foundation
import TestSupport

/// One request of an attacker.
struct HostileRequest {
    enum Ending: CaseIterable {
        case reads
        /// Closes the connection as soon as the request is out.
        case leaves
        /// Reads the answer a little later, when the next one is due.
        case dawdles
    }

    var method = "POST"
    var path = "/api/v2/track/click"
    var headers = ["Content-Type: application/json"]
    var body: [UInt8]?
    var ending = Ending.reads
}

extension HostileRequest {
    /// A POST of JSON.
    init(_ path: String, json: String) {
        self.path = path
        body = Array(json.utf8)
    }

    /// A POST of a form.
    init(_ path: String, form: String) {
        self.path = path
        headers = ["Content-Type: application/x-www-form-urlencoded"]
        body = Array(form.utf8)
    }

    init(get path: String, _ login: Login? = nil) {
        method = "GET"
        self.path = path
        headers = login.map { [$0.header] } ?? []
    }
}
