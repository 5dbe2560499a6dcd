import JSON

/// The words of a mapping, ready for look-up.
struct StatusWords: Sendable {
    /// Places among the mapper's entries; of equal words the first counts.
    private let exact: [[UInt8]: Int]
    private let folded: [[UInt8]: Int]

    init(_ words: [ArraySlice<UInt8>]) {
        let places = words.enumerated()
        exact = Dictionary(places.map { (Array($0.element), $0.offset) }) { first, _ in first }
        folded = Dictionary(places.map { (Self.folded($0.element), $0.offset) }) { first, _ in first }
    }

    /// The entry of a word: exactly, by bytes; else without white space around it and without letter case.
    func place(of word: ArraySlice<UInt8>) -> (entry: Int, match: StatusMapper.Reading.Match)? {
        if let entry = exact[Array(word)] { return (entry, .exactly) }
        return folded[Self.folded(word)].map { ($0, .folded) }
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
