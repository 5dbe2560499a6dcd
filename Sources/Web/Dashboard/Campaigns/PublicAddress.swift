import HTTP

/// Where others reach this server, as far as a request of a browser tells.
struct PublicAddress {
    /// `https://tracker.example:8443/tracker`, of characters that mean nothing else in any program; nil: what the request
    /// says is no name of a server.
    let text: String?

    init(_ request: HTTPRequest) {
        guard let host = request.header("Host"), !host.isEmpty, Self.isPlain(host, besides: ".-_:[]"),
            Self.isPlain(request.prefix, besides: ".-_~/%")
        else {
            text = nil
            return
        }
        text = (Self.origin(of: request, host) ?? Self.origin(host, of: request)) + request.prefix
    }

    /// What the page before shows: a browser tells its address there with the port.
    private static func origin(of request: HTTPRequest, _ host: String) -> String? {
        guard let referrer = request.header("Referer"), let scheme = referrer.firstRange(of: "://"),
            ["http", "https"].contains(referrer[..<scheme.lowerBound])
        else { return nil }
        let authority = referrer[scheme.upperBound...].prefix { $0 != "/" }
        let path = referrer[authority.endIndex...]
        guard path.hasPrefix(request.prefix + WebApp.dashboardPath + "/"),
            isPlain(String(authority), besides: ".-_:[]"),
            name(of: authority).lowercased() == name(of: host[...]).lowercased()
        else { return nil }
        return String(referrer[..<authority.endIndex])
    }

    /// Stock settings of web servers hand a host over without its port.
    private static func origin(_ host: String, of request: HTTPRequest) -> String {
        let scheme = request.isSecure ? "https" : "http"
        let usualPort = request.isSecure ? "443" : "80"
        guard name(of: host[...]).utf8.count == host.utf8.count, let port = request.serverPort,
            port != usualPort, !port.isEmpty, isPlain(port, besides: "")
        else { return "\(scheme)://\(host)" }
        return "\(scheme)://\(host):\(port)"
    }

    /// A host without its port.
    private static func name(of authority: Substring) -> Substring {
        guard let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") else {
            return authority
        }
        return authority[..<colon]
    }

    private static let maximumCount = 255

    private static func isPlain(_ text: String, besides others: String) -> Bool {
        text.utf8.count <= maximumCount
            && text.utf8.allSatisfy { byte in
                let character = Unicode.Scalar(byte)
                return (byte < 0x80 && character.properties.isAlphabetic)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || others.utf8.contains(byte)
            }
    }
}
