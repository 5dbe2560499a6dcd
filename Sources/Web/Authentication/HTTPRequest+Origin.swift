import HTTP

/// Where a request comes from.
extension HTTPRequest {
    /// Whether a password in it can be read on the way: only TLS and this machine itself keep it secret.
    var isPrivate: Bool { isSecure || isLocal }

    /// The client is on this machine; nginx calls one that came over a Unix socket `unix:`.
    var isLocal: Bool {
        guard let address = remoteAddress else { return false }
        return address == "::1" || address == "unix:" || address.hasPrefix("127.")
            || address.hasPrefix("::ffff:127.")
    }

    /// Whether a script of a page has sent it (W3C Fetch Metadata, "Sec-Fetch-Dest").
    var isOfAScript: Bool { header("Sec-Fetch-Dest") == "empty" }

    /// Whether a page has sent it by itself, as one does that renews itself: our script says so, since older browsers,
    /// and all over plain HTTP from another machine, send no Fetch Metadata.
    var isAutomatic: Bool { isOfAScript || header("X-Landing-Tracker-Poll") != nil }

    /// Whether no page of another site made a browser send it (https://owasp.org/www-community/attacks/csrf).
    ///
    /// A browser of today tells by Sec-Fetch-Site, an older one by Origin; what sends neither is no browser.
    var isSameOrigin: Bool {
        if let site = header("Sec-Fetch-Site") { return site == "same-origin" || site == "none" }
        guard let origin = header("Origin") else { return true }
        guard let scheme = origin.firstRange(of: "://"), let host = header("Host") else { return false }
        return HostAndPort(origin[scheme.upperBound...]).isSame(as: HostAndPort(host[...]))
    }
}

/// `tracker.example:8443`, `[::1]`.
private struct HostAndPort {
    let host: String
    let port: Substring?

    init(_ text: Substring) {
        let colon = text.lastIndex(of: ":").flatMap { text[$0...].contains("]") ? nil : $0 }
        host = text[..<(colon ?? text.endIndex)].lowercased()
        port = colon.map { text[text.index(after: $0)...] }
    }

    /// A port counts when both tell it: nginx's stock fastcgi_params hands Host over without one.
    func isSame(as other: HostAndPort) -> Bool {
        guard host == other.host else { return false }
        guard let port, let otherPort = other.port else { return true }
        return port == otherPort
    }
}
