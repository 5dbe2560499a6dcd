/// What was answered, as far as a look at it needs.
package struct ProbeAnswer {
    package let status: Int
    /// Names in lower case.
    private let headers: [(name: String, value: String)]
    package let body: [UInt8]

    /// The first header of a name, which is given in lower case.
    package subscript(header name: String) -> String? {
        headers.first { $0.name == name }?.value
    }

    /// Of a FastCGI responder (RFC 3875, section 6); without a status it is 200.
    ///
    /// - Returns: nil when it has no end of its headers.
    init?(cgi output: [UInt8]) {
        guard let message = Message(output) else { return nil }
        headers = message.lines.compactMap(Self.header)
        body = message.rest
        let words = headers.first { $0.name == "status" }?.value.split(separator: " ")
        status = words?.first.flatMap { Int($0) } ?? 200
    }

    /// Of a web server (RFC 9112), as much as has come.
    ///
    /// - Returns: nil while it is not whole, or when it is none.
    init?(http bytes: [UInt8], isEnded: Bool) {
        guard let message = Message(bytes), let first = message.lines.first, first.hasPrefix("HTTP/1.") else {
            return nil
        }
        let words = first.split(separator: " ")
        guard words.count >= 2, let status = Int(words[1]) else { return nil }
        self.status = status
        headers = message.lines.dropFirst().compactMap(Self.header)
        if headers.contains(where: { $0.name == "transfer-encoding" && $0.value.lowercased() == "chunked" }) {
            guard let body = Self.joinedChunks(message.rest) else { return nil }
            self.body = body
            return
        }
        let length = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) }
        guard length.map({ message.rest.count >= $0 }) ?? isEnded else { return nil }
        body = Array(message.rest.prefix(length ?? .max))
    }

    private static func header(_ line: String) -> (name: String, value: String)? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        return (line[..<colon].lowercased(), String(value))
    }

    /// - Returns: nil when the last one is not there.
    private static func joinedChunks(_ bytes: [UInt8]) -> [UInt8]? {
        var (body, rest) = ([UInt8](), bytes[...])
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let digits = String(decoding: rest[..<end], as: UTF8.self).prefix { $0.isHexDigit }
            guard let count = Int(digits, radix: 16) else { return nil }
            guard count > 0 else { return body }
            rest = rest[(end + 1)...]
            guard count <= rest.count else { return nil }
            body += rest.prefix(count)
            // With the line end behind it.
            rest = rest.dropFirst(count).drop { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }
        }
        return nil
    }
}

/// Lines up to an empty one, and what stands behind that.
private struct Message {
    let lines: [String]
    let rest: [UInt8]

    init?(_ bytes: [UInt8]) {
        var lines: [String] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            var line = rest[..<end]
            rest = rest[(end + 1)...]
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            guard !line.isEmpty else {
                (self.lines, self.rest) = (lines, Array(rest))
                return
            }
            lines.append(String(decoding: line, as: UTF8.self))
        }
        return nil
    }
}
