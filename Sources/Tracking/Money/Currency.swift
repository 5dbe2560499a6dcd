import JSON

/// A national currency by its ISO 4217 code.
package struct Currency: Hashable, Comparable, Sendable {
    /// The three letters, lower case in ASCII, the first one highest: sums are kept by currency, and compared often.
    private let letters: UInt32

    /// Takes the code of a currency in circulation, in any letter case.
    ///
    /// - Returns: nil when no such currency is in circulation; metals, funds and test codes are none.
    package init?(_ code: String) {
        // Three ASCII letters: the Kelvin sign, for one, would become a k.
        guard code.utf8.count == 3 else { return nil }
        let lowercased = code.lowercased()
        guard Self.codesInCirculation.contains(lowercased) else { return nil }
        self.init(stored: lowercased)
    }

    /// Takes a code that was in circulation when it was stored: three lower-case ASCII letters.
    ///
    /// - Returns: nil for everything else.
    package init?(stored code: String) {
        guard code.utf8.count == 3 else { return nil }
        self.init(letters: code.utf8.reduce(0) { $0 << 8 | UInt64($1) })
    }

    /// Takes such a code as a number, its first letter highest.
    package init?(letters: UInt64) {
        guard letters < 1 << 24, [0, 8, 16].allSatisfy({ Self.isLetter(letters >> $0 & 0xFF) }) else {
            return nil
        }
        self.letters = UInt32(letters)
    }

    private static func isLetter(_ byte: UInt64) -> Bool {
        UInt64(UInt8(ascii: "a"))...UInt64(UInt8(ascii: "z")) ~= byte
    }

    /// Reads the value of a `currency` field.
    package init(_ value: JSONText) throws(FieldProblem) {
        guard value.kind != .null else { throw .null }
        guard let text = value.string else { throw .notString }
        guard let currency = Currency(text) else { throw .notCurrency }
        self = currency
    }

    /// Three lower-case letters.
    package var code: String {
        String(decoding: [16, 8, 0].map { UInt8(truncatingIfNeeded: letters >> $0) }, as: UTF8.self)
    }

    package static func < (left: Currency, right: Currency) -> Bool { left.letters < right.letters }
}

extension Currency: CustomStringConvertible {
    package var description: String { code }
}
