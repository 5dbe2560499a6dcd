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
        // One more piece shows that there are too many, and holds all the rest.
        guard text.split(separator: UInt8(ascii: "&"), maxSplits: pairLimit).count <= pairLimit else {
            return nil
        }
        self.init(text)
    }

    /// The same of any number of pairs.
    package init(_ text: ArraySlice<UInt8>) {
        pairs = text.split(separator: UInt8(ascii: "&")).map { piece in
            let equals = piece.firstIndex(of: UInt8(ascii: "=")) ?? piece.endIndex
            let name = PercentDecoder(piece[..<equals], plusIsSpace: true).decoded()
            let value = PercentDecoder(piece[equals...].dropFirst(), plusIsSpace: true).decoded()
            return (name, value)
        }
    }
}
