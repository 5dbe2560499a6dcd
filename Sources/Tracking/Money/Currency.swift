import JSON

/// A national currency in circulation by its ISO 4217 code, in lower case.
package struct Currency: Hashable, Sendable {
    package let code: String

    /// Takes a code in any letter case.
    ///
    /// - Returns: nil when no such currency is in circulation; metals, funds and test codes are none.
    package init?(_ code: String) {
        // Three ASCII letters: the Kelvin sign, for one, would become a k.
        guard code.utf8.count == 3 else { return nil }
        let lowercased = code.lowercased()
        guard Self.codesInCirculation.contains(lowercased) else { return nil }
        self.code = lowercased
    }

    /// Reads the value of a `currency` field.
    package init(_ value: JSONText) throws(FieldProblem) {
        guard value.kind != .null else { throw .null }
        guard let text = value.string else { throw .notString }
        guard let currency = Currency(text) else { throw .notCurrency }
        self = currency
    }
}

extension Currency: CustomStringConvertible {
    package var description: String { code }
}
