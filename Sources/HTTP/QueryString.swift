/// The names and values of a query or of a form, in order.
///
/// Names and values are valid UTF-8. An escape that is invalid, or that is no part of a UTF-8 character, stays
/// as it is spelled (`%ZZ`, `%ff`); a raw byte that is none becomes an escape (`%E9`).
package struct QueryString: Sendable {
    package let pairs: [Pair]

    package typealias Pair = (name: [UInt8], value: [UInt8])

    /// Splits at `&`, then at the first `=`; empty pieces are passed over.
    ///
    /// - Returns: nil when there are more pairs than `pairLimit`, before any of them is decoded.
    package init?(_ text: ArraySlice<UInt8>, pairLimit: Int) {
        guard let pieces = Self.pieces(of: text, limit: pairLimit) else { return nil }
        pairs = pieces.map(Self.pair)
    }

    /// The same of any number of pairs.
    package init(_ text: ArraySlice<UInt8>) {
        pairs = (Self.pieces(of: text, limit: .max) ?? []).map(Self.pair)
    }

    /// What stands between the ampersands; nil as soon as there is more than the limit.
    private static func pieces(of text: ArraySlice<UInt8>, limit: Int) -> [ArraySlice<UInt8>]? {
        let bytes = text.span
        var pieces: [ArraySlice<UInt8>] = []
        var start = 0
        for end in 0...bytes.count where end == bytes.count || bytes[end] == UInt8(ascii: "&") {
            defer { start = end + 1 }
            guard start < end else { continue }
            guard pieces.count < limit else { return nil }
            pieces.append(text[text.startIndex + start..<text.startIndex + end])
        }
        return pieces
    }

    private static func pair(_ piece: ArraySlice<UInt8>) -> Pair {
        let equals = piece.firstIndex(of: UInt8(ascii: "=")) ?? piece.endIndex
        let name = PercentDecoder(piece[..<equals], plusIsSpace: true).decoded()
        let value = PercentDecoder(piece[equals...].dropFirst(), plusIsSpace: true).decoded()
        return (name, value)
    }
}
