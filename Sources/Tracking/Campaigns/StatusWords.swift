import JSON

/// The words of a mapping, ready for look-up.
struct StatusWords: Sendable {
    /// Places among the mapper's entries; of equal words the first counts.
    private let exact: [[UInt8]: Int]
    private let folded: [[UInt8]: Int]
    /// A longer word, white space around it apart, can match none: whoever sends one pays for no folding.
    private let longestCount: Int

    init(_ words: [ArraySlice<UInt8>]) {
        let places = words.enumerated()
        exact = Dictionary(places.map { (Array($0.element), $0.offset) }) { first, _ in first }
        folded = Dictionary(places.map { ($0.element.trimmingASCIIWhiteSpace().caseFolded, $0.offset) }) {
            first, _ in first
        }
        longestCount = ArraySlice<UInt8>.largestShrinkage * (folded.keys.map(\.count).max() ?? 0)
    }

    /// The entry of a word: exactly, by bytes; else without white space around it and with its case folded.
    func place(of word: ArraySlice<UInt8>) -> (entry: Int, match: StatusMapper.Reading.Match)? {
        if let entry = exact[Array(word)] { return (entry, .exactly) }
        let trimmed = word.trimmingASCIIWhiteSpace()
        guard trimmed.count <= longestCount else { return nil }
        return folded[trimmed.caseFolded].map { ($0, .folded) }
    }
}
