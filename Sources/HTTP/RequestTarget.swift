/// The target of a request, split into path and query (RFC 9112 section 3.2).
struct RequestTarget {
    let path: ArraySlice<UInt8>
    let query: ArraySlice<UInt8>
    /// Whether the path still has its percent-escapes; a web server that sends no REQUEST_URI has decoded them.
    let isEscaped: Bool

    init(_ cgi: CGIVariables) {
        guard let target = cgi.bytes("REQUEST_URI"), !target.isEmpty else {
            path = (cgi.bytes("SCRIPT_NAME") ?? []) + (cgi.bytes("PATH_INFO") ?? [])
            query = cgi.bytes("QUERY_STRING") ?? []
            isEscaped = false
            return
        }
        let mark = target.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
        path = Self.originForm(target[..<mark])
        query = cgi.bytes("QUERY_STRING") ?? target[mark...].dropFirst()
        isEscaped = true
    }

    /// The path of a target that may be in absolute form, `http://host/path`.
    private static func originForm(_ target: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let slash = UInt8(ascii: "/")
        guard target.first != slash, let colon = target.firstIndex(of: UInt8(ascii: ":")) else {
            return target
        }
        let authority = target[colon...].dropFirst(3)
        guard target[colon..<authority.startIndex].elementsEqual("://".utf8) else { return target }
        guard let start = authority.firstIndex(of: slash) else { return [slash] }
        return authority[start...]
    }
}
