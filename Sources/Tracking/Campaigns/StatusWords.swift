import JSON

/// The words of a mapping, ready for look-up.
struct StatusWords: Sendable {
    /// Places among the mapper's entries; of equal words the first counts.
    private let exact: [[UInt8]: Int]
    private let folded: [[UInt8]: Int]
    /// A longer word, white space around it apart, can match none: whoever sends one pays for no look-up.
    private let mostBytes: Int

    init(_ words: [ArraySlice<UInt8>]) {
        let places = words.enumerated()
        exact = Dictionary(places.map { (Array($0.element), $0.offset) }) { first, _ in first }
        folded = Dictionary(places.map { ($0.element.trimmingASCIIWhiteSpace().caseFolded, $0.offset) }) {
            first, _ in first
        }
        let longest = folded.keys.map(\.count).max() ?? 0
        mostBytes = max(words.map(\.count).max() ?? 0, ArraySlice<UInt8>.largestShrinkage * longest)
    }

    /// The entry of a word: exactly, by bytes; else without white space around it and with its case folded.
    func place(of word: ArraySlice<UInt8>) -> (entry: Int, match: StatusMapper.Reading.Match)? {
        if word.count <= mostBytes, let entry = exact[Array(word)] { return (entry, .exactly) }
        let trimmed = word.trimmingASCIIWhiteSpace()
        guard trimmed.count <= mostBytes else { return nil }
        return folded[trimmed.caseFolded].map { ($0, .folded) }
    }
}
