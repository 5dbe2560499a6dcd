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

    /// The whole path, below the prefix that the administrator chose, if he chose one.
    init(_ target: RequestTarget, _ cgi: CGIVariables) {
        let path = Self.normalized(target.path, isEscaped: target.isEscaped)
        let prefix = Self.chosenPrefix(cgi) ?? []
        text = String(decoding: path.removing(prefix: prefix) ?? [], as: UTF8.self)
        self.prefix = String(decoding: prefix, as: UTF8.self)
    }

    /// What follows the name of a CGI program (SCRIPT_NAME); nil when a prefix was chosen, or nothing follows.
    init?(belowProgram target: RequestTarget, _ cgi: CGIVariables) {
        guard Self.chosenPrefix(cgi) == nil, let name = cgi.bytes("SCRIPT_NAME") else { return nil }
        let program = Self.withoutTrailingSlashes(Self.normalized(name, isEscaped: false))
        let path = Self.normalized(target.path, isEscaped: target.isEscaped)
        guard !program.isEmpty, let rest = path.removing(prefix: program) else { return nil }
        text = String(decoding: rest, as: UTF8.self)
        prefix = String(decoding: program, as: UTF8.self)
    }

    /// Empty when the administrator chose the root; nil when he chose nothing.
    private static func chosenPrefix(_ cgi: CGIVariables) -> ArraySlice<UInt8>? {
        guard let chosen = cgi.bytes("LANDING_TRACKER_PREFIX"), !chosen.isEmpty else { return nil }
        let prefix = chosen.first == slash ? chosen : [slash] + chosen
        return withoutTrailingSlashes(normalized(prefix, isEscaped: true))
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
                escaped.isUnreserved
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
