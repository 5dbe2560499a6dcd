import HTTP
import Passwords

/// The cookie by which a browser is known on the pages.
///
/// Over TLS its name has a prefix that makes the browser keep others from setting it (RFC 6265bis section 4.1.3); over plain
/// HTTP there is only this machine itself.
struct SessionCookie {
    private let name: String
    private let attributes: String

    /// What it is for.
    enum Use: String {
        case session = ""
        /// Of whoever has not logged in yet: goes with the form that he is shown.
        case form = "-form"
    }

    init(_ use: Use, for request: HTTPRequest) {
        let prefix = Self.isPlain(request.prefix) ? request.prefix : ""
        let kind = request.isSecure ? (prefix.isEmpty ? "__Host-" : "__Secure-") : ""
        name = kind + "landing-tracker" + use.rawValue
        attributes =
            "; Path=\(prefix.isEmpty ? "/" : prefix); HttpOnly; SameSite=Lax"
            + (request.isSecure ? "; Secure" : "")
    }

    /// What the browser has sent; nil: nothing that could be one.
    func secret(in request: HTTPRequest) -> Secret? {
        request.cookie(name).flatMap { Secret($0) }
    }

    /// Nil takes it away.
    func header(setting secret: Secret?) -> HTTPHeader {
        let seconds = secret == nil ? 0 : Sessions.longestSeconds
        return HTTPHeader(.setCookie, "\(name)=\(secret?.text ?? "")\(attributes); Max-Age=\(seconds)")
    }

    /// Whether a path may stand in an attribute as it is.
    private static func isPlain(_ path: String) -> Bool {
        path.utf8.allSatisfy {
            (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",")
        }
    }
}
