import Foundation
import TestSupport

/// Somebody who has logged in on the pages of a tracker on loopback.
final class PageVisitor: Sendable {
    private let port: UInt16
    private let cookies: String

    /// Adds a user, and logs in as a browser does.
    init(_ site: Installation, user: String = "visitor") throws {
        let password = "a password to measure with"
        _ = try Tracker(database: site.place.database, program: Repository.program)
            .addUser(user, password: password)
        port = site.ports.http
        let client = HTTPClient(port: port)
        let form = try client.get("/dashboard/login")
        guard let token = form.body.firstMatch(of: /name="formToken" value="([0-9a-f]+)"/)?.output.1 else {
            throw Unexpected("no form to log in: \(form.status)")
        }
        let fields = "user=\(user)&password=\(password.replacing(" ", with: "+"))&next=/&formToken=\(token)"
        let answer = try client.send(
            "POST", "/dashboard/login",
            headers: [
                "Content-Type: application/x-www-form-urlencoded", "Cookie: \(Self.cookies(of: form))",
            ], body: Array(fields.utf8))
        cookies = Self.cookies(of: answer)
        guard answer.status == 303, !cookies.isEmpty else {
            throw Unexpected("not logged in: \(answer.status)")
        }
    }

    /// Asks for a page, or whether it has changed since it had a tag.
    func visit(_ path: String, tag: String? = nil) throws -> Answer {
        let headers = ["Cookie: \(cookies)"] + (tag.map { ["If-None-Match: \($0)"] } ?? [])
        let answer = try HTTPClient(port: port).send("GET", path, headers: headers)
        guard answer.status == 200 || answer.status == 304 else {
            throw Unexpected("\(path): \(answer.status) \(answer.body.prefix(500))")
        }
        return answer
    }

    private static func cookies(of answer: Answer) -> String {
        answer.headers.filter { $0.name.lowercased() == "set-cookie" }
            .compactMap { $0.value.split(separator: ";").first.map(String.init) }.joined(separator: "; ")
    }
}
