import Tracking

/// The keys of a stored column, each with a number by which somebody counts, its label.
package struct LabelledKeys {
    /// As they are stored.
    private(set) var bytes: [UInt8] = []
    private var texts: [ArraySlice<UInt8>?] = []
    package private(set) var labels: [UInt32] = []

    package init() {}

    var isEmpty: Bool { labels.isEmpty }

    /// Those of the next column; `label` has the number of a key that this one does not have. Blocks in a row have mostly
    /// the same keys, all in order: walking along both is quicker than looking each one up.
    ///
    /// - Returns: nil when the bytes are not such keys.
    package func followed(by bytes: [UInt8], label: (GroupKey) -> UInt32) -> LabelledKeys? {
        guard let texts = ReportColumn.texts(bytes) else { return nil }
        var next = LabelledKeys()
        next.bytes = bytes
        next.labels.reserveCapacity(texts.count)
        var place = 0
        for text in texts {
            while place < self.texts.count, Self.precedes(self.texts[place], text) { place += 1 }
            let isKnown = place < self.texts.count && self.texts[place] == text
            next.labels.append(isKnown ? labels[place] : label(GroupKey(text: text.map { Array($0) })))
        }
        next.texts = texts
        return next
    }

    /// As keys are ordered; the missing value first.
    private static func precedes(_ left: ArraySlice<UInt8>?, _ right: ArraySlice<UInt8>?) -> Bool {
        guard let right else { return false }
        guard let left else { return true }
        return left.lexicographicallyPrecedes(right)
    }
}
