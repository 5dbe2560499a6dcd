extension String {
    /// The members of a list of tokens, such as header names (RFC 9110 section 5.6.1); what is no token is left out.
    package var fieldTokens: [String] {
        utf8.split(separator: UInt8(ascii: ",")).map { $0.trimmingWhiteSpace() }
            .filter { !$0.isEmpty && $0.allSatisfy(\.isTokenByte) }
            .map { String(decoding: $0, as: UTF8.self) }
    }
}

extension UInt8 {
    /// RFC 9110 section 5.6.2.
    var isTokenByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(self)
        }
    }
}

extension BidirectionalCollection<UInt8> {
    /// Without the spaces and tabs around it.
    func trimmingWhiteSpace() -> SubSequence {
        let start = firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } ?? endIndex
        let rest = self[start...]
        guard let last = rest.lastIndex(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else {
            return rest
        }
        return rest[...last]
    }
}
