extension QueryString {
    /// Pairs as they stand behind the `?` of an address, or in a form: UTF-8, all but unreserved characters escaped.
    package static func text(_ pairs: [(name: String, value: String)]) -> String {
        pairs.map { escaped($0.name) + "=" + escaped($0.value) }.joined(separator: "&")
    }

    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte.isUnreserved { bytes.append(byte) } else { PercentEscape.append(byte, to: &bytes) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
