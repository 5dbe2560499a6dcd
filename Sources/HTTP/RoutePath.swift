/// The path that routes are matched against.
///
/// Escaped unreserved characters are decoded (RFC 3986 section 2.3), the prefix is gone. `//`, `..` and `%2F` stay
/// what they are, so that they match no route. Bytes outside ASCII are spelled as escapes, so that comparing
/// paths as strings is comparing their bytes.
struct RoutePath {
    /// Empty, which matches no route, when the target is not under the prefix.
    let text: String
    /// What was taken off, without a slash at its end.
    let prefix: String

    private static let slash = UInt8(ascii: "/")
    private static let percent = UInt8(ascii: "%")

    init(_ target: RequestTarget, _ cgi: CGIVariables) {
        let path = Self.normalized(target.path, isEscaped: target.isEscaped)
        let prefix = Self.prefix(of: path, cgi)
        text = String(decoding: path.removing(prefix: prefix) ?? [], as: UTF8.self)
        self.prefix = String(decoding: prefix, as: UTF8.self)
    }

    /// The prefix that the administrator chose; else the name of a CGI program that the path goes through.
    private static func prefix(of path: ArraySlice<UInt8>, _ cgi: CGIVariables) -> ArraySlice<UInt8> {
        if let chosen = cgi.bytes("LANDING_TRACKER_PREFIX"), !chosen.isEmpty {
            let prefix = chosen.first == slash ? chosen : [slash] + chosen
            return withoutTrailingSlashes(normalized(prefix, isEscaped: true))
        }
        let script = withoutTrailingSlashes(normalized(cgi.bytes("SCRIPT_NAME") ?? [], isEscaped: false))
        // nginx's stock fastcgi_params sends the whole path as SCRIPT_NAME: nothing follows, so it is no prefix.
        return path.removing(prefix: script) == nil ? [] : script
    }

    private static func withoutTrailingSlashes(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var path = path
        while path.last == slash { path.removeLast() }
        return path
    }

    private static func normalized(_ path: ArraySlice<UInt8>, isEscaped: Bool) -> ArraySlice<UInt8> {
        guard !path.allSatisfy({ $0 < 0x80 && $0 != percent }) else { return path }
        var result: [UInt8] = []
        result.reserveCapacity(path.count)
        var index = path.startIndex
        while index < path.endIndex {
            let byte = path[index]
            if isEscaped,
                let escaped = PercentEscape.byte(at: index - path.startIndex, in: path.span),
                isUnreserved(escaped)
            {
                result.append(escaped)
                index += PercentEscape.length
                continue
            }
            if byte >= 0x80 || (byte == percent && !isEscaped) {
                PercentEscape.append(byte, to: &result)
            } else {
                result.append(byte)
            }
            index += 1
        }
        return result[...]
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

extension ArraySlice<UInt8> {
    /// The path below a prefix that has no slash at its end; nil when this path is not below it.
    fileprivate func removing(prefix: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard !prefix.isEmpty else { return self }
        guard starts(with: prefix) else { return nil }
        let rest = dropFirst(prefix.count)
        return rest.first == UInt8(ascii: "/") ? rest : nil
    }
}
