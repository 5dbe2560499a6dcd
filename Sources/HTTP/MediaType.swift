/// The type and subtype of a body (RFC 9110 section 8.3.1) in lower case; parameters are passed over.
package struct MediaType: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// Reads the value of a Content-Type field; nil when it is no `type/subtype`.
    package init?(_ text: some BidirectionalCollection<UInt8>) {
        let end = text.firstIndex(of: UInt8(ascii: ";")) ?? text.endIndex
        let essence = text[..<end].trimmingWhiteSpace()
        guard let slash = essence.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        let type = essence[..<slash]
        let subtype = essence[slash...].dropFirst()
        guard !type.isEmpty, !subtype.isEmpty, type.allSatisfy(\.isTokenByte),
            subtype.allSatisfy(\.isTokenByte)
        else { return nil }
        description = String(decoding: essence, as: UTF8.self).lowercased()
    }

    /// `application/json`, or any type that is built on it: `application/problem+json`.
    package var isJSON: Bool {
        if description == "application/json" { return true }
        let stem = "application/"
        let suffix = "+json"
        return description.hasPrefix(stem) && description.hasSuffix(suffix)
            && description.utf8.count > stem.utf8.count + suffix.utf8.count
    }

    /// `application/x-www-form-urlencoded`, a form without files.
    package var isForm: Bool { description == "application/x-www-form-urlencoded" }

    /// `text/plain`, as which a page's script sends what needs no preflight.
    package var isPlainText: Bool { description == "text/plain" }
}
