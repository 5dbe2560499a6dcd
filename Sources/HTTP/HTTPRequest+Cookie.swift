extension HTTPRequest {
    /// The value of a cookie, the first of that name; nil when the browser has none.
    ///
    /// Source: RFC 6265 section 4.2.1.
    package func cookie(_ name: String) -> String? {
        guard let field = header("Cookie") else { return nil }
        for pair in field.utf8.split(separator: UInt8(ascii: ";")) {
            let pair = Substring(pair).drop { $0 == " " || $0 == "\t" }
            guard let equals = pair.utf8.firstIndex(of: UInt8(ascii: "=")),
                pair[..<equals].utf8.elementsEqual(name.utf8)
            else { continue }
            return String(pair[pair.utf8.index(after: equals)...])
        }
        return nil
    }
}
