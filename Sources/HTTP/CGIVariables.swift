/// The CGI variables of one request (RFC 3875 section 4.1), held as the one block in which they came.
///
/// Where a name stands twice the first one counts, as in libfcgi.
package struct CGIVariables: Sendable {
    private let block: [UInt8]
    private let entries: [Entry]

    /// Where one variable stands in the block: the name, a `=`, the value.
    private struct Entry {
        let name: Range<Int>
        let value: Range<Int>
    }

    /// - Parameter block: `NAME=VALUE\0NAME=VALUE\0`; what has no `=` is passed over.
    package init(block: [UInt8]) {
        self.block = block
        entries = Self.entries(of: block)
    }

    package init(_ pairs: [(String, String)]) {
        var block: [UInt8] = []
        for (name, value) in pairs {
            block += name.utf8
            block.append(UInt8(ascii: "="))
            block += value.utf8
            block.append(0)
        }
        self.init(block: block)
    }

    /// The value of a variable; empty when it is set to nothing, nil when it is not set.
    package func bytes(_ name: String) -> ArraySlice<UInt8>? {
        let length = name.utf8.count
        for entry in entries where entry.name.count == length && has(name, at: entry.name.lowerBound) {
            return block[entry.value]
        }
        return nil
    }

    /// The value of a variable as text; bytes that are not UTF-8 become U+FFFD.
    package func text(_ name: String) -> String? {
        bytes(name).map { String(decoding: $0, as: UTF8.self) }
    }

    private func has(_ name: String, at start: Int) -> Bool {
        var index = start
        for byte in name.utf8 {
            guard block[index] == byte else { return false }
            index += 1
        }
        return true
    }

    private static func entries(of block: [UInt8]) -> [Entry] {
        var entries: [Entry] = []
        entries.reserveCapacity(32)
        let bytes = block.span
        var start = 0
        var equals: Int?
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "="), equals == nil { equals = index }
            guard bytes[index] == 0 else { continue }
            if let equals { entries.append(Entry(name: start..<equals, value: equals + 1..<index)) }
            start = index + 1
            equals = nil
        }
        // A last variable without its NUL is whole all the same.
        if let equals { entries.append(Entry(name: start..<equals, value: equals + 1..<bytes.count)) }
        return entries
    }
}
