import HTTP

/// Of the query parser: its pairs are UTF-8, mean the same when written anew, and stand alone.
struct QueryPromises {
    let text: [UInt8]

    func check() throws {
        let pairs = QueryString(text[...]).pairs
        for part in pairs.flatMap({ [$0.name, $0.value] }) {
            try promise("names and values are UTF-8", String(validating: part, as: UTF8.self) != nil)
        }
        try promise("each piece is a pair", pairs.count == pieces.count)
        try promise("escaped anew they are the same", isEqual(QueryString(written(pairs)[...]).pairs, pairs))
        for (piece, pair) in zip(pieces, pairs) {
            try promise("a piece is read alone as among others", isEqual(QueryString(piece).pairs, [pair]))
            try checkPlainPiece(piece, pair)
        }
        let doubled = text + Array("&&".utf8) + text
        try promise(
            "a query behind a query adds its pairs", isEqual(QueryString(doubled[...]).pairs, pairs + pairs))
    }

    private var pieces: [ArraySlice<UInt8>] { text.split(separator: UInt8(ascii: "&")) }

    /// What has no escape and is ASCII stands for itself, but for `+`.
    private func checkPlainPiece(_ piece: ArraySlice<UInt8>, _ pair: QueryString.Pair) throws {
        guard piece.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "%") }) else { return }
        let spaced = piece.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }
        let parts = spaced.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        try promise("a plain name is itself", parts.first.map(Array.init) == pair.name)
        try promise("a plain value is itself", (parts.count == 2 ? Array(parts[1]) : []) == pair.value)
    }

    /// Every byte as an escape.
    private func written(_ pairs: [QueryString.Pair]) -> [UInt8] {
        let pieces = pairs.map { escaped($0.name) + [UInt8(ascii: "=")] + escaped($0.value) }
        return Array(pieces.joined(separator: [UInt8(ascii: "&")]))
    }

    private func escaped(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { [UInt8(ascii: "%"), Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 0xF)]] }
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private func isEqual(_ left: [QueryString.Pair], _ right: [QueryString.Pair]) -> Bool {
        left.elementsEqual(right) { $0.name == $1.name && $0.value == $1.value }
    }
}
