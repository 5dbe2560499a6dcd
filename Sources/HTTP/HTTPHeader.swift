/// A header field of an answer. Nothing in it can end the field early.
package struct HTTPHeader: Sendable, Hashable {
    package let name: Name
    package let value: String

    package enum Name: String, Sendable {
        case acceptEncoding = "Accept-Encoding"
        case acceptPost = "Accept-Post"
        case accessControlAllowCredentials = "Access-Control-Allow-Credentials"
        case accessControlAllowHeaders = "Access-Control-Allow-Headers"
        case accessControlAllowMethods = "Access-Control-Allow-Methods"
        case accessControlAllowOrigin = "Access-Control-Allow-Origin"
        case accessControlMaxAge = "Access-Control-Max-Age"
        case allow = "Allow"
        case cacheControl = "Cache-Control"
        case contentDisposition = "Content-Disposition"
        case contentSecurityPolicy = "Content-Security-Policy"
        case contentType = "Content-Type"
        case eTag = "ETag"
        case link = "Link"
        case location = "Location"
        case referrerPolicy = "Referrer-Policy"
        case retryAfter = "Retry-After"
        case setCookie = "Set-Cookie"
        case vary = "Vary"
        /// nginx keeps it to itself: `no` has it pass an answer on as it comes (`X-Accel-Buffering` of its documentation).
        case xAccelBuffering = "X-Accel-Buffering"
        case xContentTypeOptions = "X-Content-Type-Options"
        case wwwAuthenticate = "WWW-Authenticate"
    }

    /// Makes a field; every control character of the value but the tab becomes a space (RFC 9110 section 5.5).
    package init(_ name: Name, _ value: String) {
        self.name = name
        let isClean = value.utf8.allSatisfy { !Self.isControl($0) }
        self.value = isClean ? value : Self.cleaned(value)
    }

    private static func cleaned(_ value: String) -> String {
        String(decoding: value.utf8.map { isControl($0) ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    }

    private static func isControl(_ byte: UInt8) -> Bool {
        (byte < 0x20 && byte != UInt8(ascii: "\t")) || byte == 0x7F
    }
}
