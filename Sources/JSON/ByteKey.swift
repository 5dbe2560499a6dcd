/// Bytes as the key of a table: names may be many and long, and a hash byte by byte is slow.
package struct ByteKey: Hashable, Sendable {
    package let bytes: ArraySlice<UInt8>

    package init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    package static func == (left: ByteKey, right: ByteKey) -> Bool {
        left.bytes.span.hasSameBytes(as: right.bytes.span)
    }

    package func hash(into hasher: inout Hasher) {
        let span = bytes.span
        var word: UInt64 = 0
        for offset in span.indices {
            word = word << 8 | UInt64(span[offset])
            if offset & 7 == 7 { hasher.combine(word) }
        }
        hasher.combine(word)
        hasher.combine(span.count)
    }
}
