import Foundation

/// Where a web server serves the tracker: `https://dashboard.example.com`, perhaps with a port and a prefix.
package struct WebSite: CustomStringConvertible {
    package let isEncrypted: Bool
    package let host: String
    package let port: UInt16
    /// Without a slash at its end; often empty.
    package let prefix: String

    /// - Returns: nil for what is no URL of HTTP, or has a login, a query or a fragment.
    package init?(_ url: String) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty, parts.user == nil,
            parts.query == nil, parts.fragment == nil, url.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        isEncrypted = scheme == "https"
        self.host = host.trimmingCharacters(in: ["[", "]"])
        guard let port = UInt16(exactly: parts.port ?? (isEncrypted ? 443 : 80)) else { return nil }
        self.port = port
        prefix = String(parts.percentEncodedPath.reversed().drop { $0 == "/" }.reversed())
    }

    /// Of a Host field (RFC 9110, section 7.2).
    var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (isEncrypted ? 443 : 80) ? name : "\(name):\(port)"
    }

    package var description: String { "\(isEncrypted ? "https" : "http")://\(authority)\(prefix)" }
}
