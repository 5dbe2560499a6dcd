import JSON

/// The words of a mapping, ready for look-up.
struct StatusWords: Sendable {
    private let exact: [[UInt8]: LeadStatus]
    private let folded: [[UInt8]: LeadStatus]

    init(_ entries: [(word: ArraySlice<UInt8>, status: LeadStatus)]) {
        let exact = entries.map { (Array($0.word), $0.status) }
        let folded = entries.map { (Self.folded($0.word), $0.status) }
        self.exact = Dictionary(exact) { first, _ in first }
        self.folded = Dictionary(folded) { first, _ in first }
    }

    /// The status of a word: exactly, by bytes; else without white space around it and without letter case.
    func status(of word: ArraySlice<UInt8>) -> LeadStatus? {
        exact[Array(word)] ?? folded[Self.folded(word)]
    }

    private static func folded(_ word: ArraySlice<UInt8>) -> [UInt8] {
        let trimmed = word.trimmingASCIIWhiteSpace()
        guard let text = String(validating: trimmed, as: UTF8.self) else {
            // A surrogate without its partner: making a String of it would make different words equal.
            return trimmed.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        }
        return Array(text.lowercased().utf8)
    }
}

extension JSONText {
    /// The bytes that a mapper looks up: a string's, a number's or bool's JSON text, an array's first
    /// element's. nil when there is no word: null, an object, an empty array, an array or object within an
    /// array.
    var statusWord: ArraySlice<UInt8>? {
        kind == .array ? firstElement?.wordOfSingleValue : wordOfSingleValue
    }

    private var wordOfSingleValue: ArraySlice<UInt8>? {
        switch kind {
        case .string: stringBytes
        case .number, .bool: bytes
        case .null, .object, .array: nil
        }
    }
}
