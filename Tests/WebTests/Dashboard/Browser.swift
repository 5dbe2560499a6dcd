import HTTP

/// Somebody with a browser on the pages of a site: sends back the cookies that it was given, and what was hidden in the
/// last form.
///
///     let browser = Browser(site)
///     await browser.logIn()
///     let page = await browser.get("/dashboard/users")
///     let answer = await browser.post("/dashboard/users", ["name": "boris"])
///     let next = await browser.follow(answer)
final class Browser {
    private let site: TestSite
    private let isSecure: Bool
    private let prefix: String
    private let address: String
    private(set) var cookies: [Cookie] = []
    /// Of the last page that had one.
    private(set) var formToken: String?

    /// By HTTPS from far away, or from this machine itself by plain HTTP; `prefix` is where the administrator has put the
    /// tracker, `/tracker`.
    init(_ site: TestSite, isSecure: Bool = true, prefix: String = "", address: String? = nil) {
        self.site = site
        self.isSecure = isSecure
        self.prefix = prefix
        self.address = address ?? (isSecure ? "198.51.100.7" : "127.0.0.1")
    }

    /// Fills in the form.
    @discardableResult
    func logIn(as name: String = "anna", password: String = "pässword: 1") async -> HTTPResponse {
        _ = await get("/dashboard/login")
        return await post("/dashboard/login", ["user": name, "password": password])
    }

    /// A path from `/dashboard` on, or what a `Location` says; with a query.
    func get(_ path: String, _ headers: KeyValuePairs<String, String> = [:]) async -> HTTPResponse {
        await send("GET", path, headers: headers)
    }

    /// Sends a form; the token of the last page goes with it unless the fields have another.
    func post(
        _ path: String, _ fields: KeyValuePairs<String, String> = [:],
        _ headers: KeyValuePairs<String, String> = [:]
    ) async -> HTTPResponse {
        await post(path, pairs: fields.map { (name: $0.key, value: $0.value) }, headers)
    }

    /// The same with fields that a page has had.
    func post(
        _ path: String, pairs: [(name: String, value: String)],
        _ headers: KeyValuePairs<String, String> = [:]
    ) async -> HTTPResponse {
        var pairs = pairs
        if let formToken, !pairs.contains(where: { $0.name == "formToken" }) {
            pairs.append((name: "formToken", value: formToken))
        }
        return await send(
            "POST", path, body: .complete(Array(QueryString.text(pairs).utf8)),
            mediaType: "application/x-www-form-urlencoded", headers: headers)
    }

    /// A form with fields that a page has had, to be sent at a moment of one's own.
    func request(_ path: String, pairs: [(name: String, value: String)]) -> HTTPRequest {
        HTTPRequest(
            "POST", path, body: .complete(Array(QueryString.text(pairs).utf8)),
            mediaType: "application/x-www-form-urlencoded", fields(for: path))
    }

    /// Goes where an answer leads to.
    func follow(_ response: HTTPResponse) async -> HTTPResponse {
        await get(response[.location] ?? "/nowhere")
    }

    /// Does not send what it has been given so far.
    func forgetCookies() {
        cookies = []
    }

    /// As another browser that was given the same cookie.
    func take(_ cookie: Cookie) {
        cookies.removeAll { $0.name == cookie.name }
        cookies.append(cookie)
    }

    private func send(
        _ method: String, _ path: String, body: HTTPRequest.Body = .complete([]), mediaType: String? = nil,
        headers: KeyValuePairs<String, String>
    ) async -> HTTPResponse {
        let target = path.hasPrefix(prefix + "/") ? path : prefix + path
        let response = await site.send(
            HTTPRequest(
                method, target, body: body, mediaType: mediaType,
                headers.map { name, value in
                    ("HTTP_" + name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined(), value)
                } + fields(for: target)))
        keep(response)
        return await response.wholePage()
    }

    /// What a web server says of this browser beside what it sends, and its cookies.
    func fields(for target: String) -> [(String, String)] {
        [("REMOTE_ADDR", address), ("HTTP_HOST", "tracker.example")] + (isSecure ? [("HTTPS", "on")] : [])
            + (prefix.isEmpty ? [] : [("LANDING_TRACKER_PREFIX", prefix)]) + cookieField(for: target)
    }

    private func cookieField(for target: String) -> [(String, String)] {
        let sent = cookies.filter { $0.isSent(to: target, isSecure: isSecure) }
        guard !sent.isEmpty else { return [] }
        return [("HTTP_COOKIE", sent.map { "\($0.name)=\($0.value)" }.joined(separator: "; "))]
    }

    private func keep(_ response: HTTPResponse) {
        for header in response.headers where header.name == .setCookie {
            let cookie = Cookie(header.value)
            guard cookie.isTaken(isSecure: isSecure) else { continue }
            cookies.removeAll { $0.name == cookie.name }
            if cookie.maximumAge != "0" { cookies.append(cookie) }
        }
        if let token = response.text.hidden("formToken") { formToken = token }
    }
}

/// A cookie as a browser treats it (RFC 6265bis sections 4.1.3, 5.1.4).
struct Cookie {
    let name: String
    let value: String
    private let attributes: [String: String]

    /// Takes a Set-Cookie field.
    init(_ field: String) {
        let parts = field.split(separator: ";").map { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: pair[0].drop { $0 == " " }, value: pair.count > 1 ? String(pair[1]) : "")
        }
        name = parts.first.map { String($0.name) } ?? ""
        value = parts.first?.value ?? ""
        attributes = Dictionary(parts.dropFirst().map { ($0.name.lowercased(), $0.value) }) { $1 }
    }

    init(name: String, value: String) {
        self.name = name
        self.value = value
        attributes = [:]
    }

    var maximumAge: String? { attributes["max-age"] }

    fileprivate func isTaken(isSecure: Bool) -> Bool {
        let hasSecure = attributes["secure"] != nil
        if hasSecure, !isSecure { return false }
        if name.hasPrefix("__Host-") {
            return hasSecure && attributes["path"] == "/" && attributes["domain"] == nil
        }
        return hasSecure || !name.hasPrefix("__Secure-")
    }

    fileprivate func isSent(to target: String, isSecure: Bool) -> Bool {
        guard isSecure || attributes["secure"] == nil else { return false }
        let path = attributes["path"] ?? "/"
        return path == "/" || target == path || target.hasPrefix(path + "/")
    }
}

extension String {
    /// The value of the first hidden field of that name in a page.
    func hidden(_ name: String) -> String? {
        guard let field = firstRange(of: #"name="\#(name)" value=""#) else { return nil }
        return String(self[field.upperBound...].prefix { $0 != "\"" })
    }
}
