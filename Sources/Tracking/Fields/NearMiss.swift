/// Names that are nearly another one: of a field that nobody reads, for example, so that whoever sent it would get
/// everything and take it for what was asked for.
package enum NearMiss {
    /// Further letters make another word.
    private static let maximumDistance = 2
    /// Longer names, in bytes, are not typed, and take long to compare.
    private static let maximumNameCount = 64
    /// So many are read at a glance.
    private static let maximumMeaningCount = 3

    /// The names that may be meant by another one, in their order; three at most.
    package static func meanings(of name: String, among names: [String]) -> [String] {
        let bytes = Array(name.utf8)
        guard bytes.count <= maximumNameCount else { return [] }
        return Array(names.lazy.filter { isNear(bytes, $0) }.prefix(maximumMeaningCount))
    }

    /// The filter that is meant, of those with a name and of those that begin with one, `parameter.` for example; nil
    /// for a name that means something else here, or nothing.
    package static func meaning(
        of name: [UInt8], among names: [String], behind prefixes: [String]
    ) -> String? {
        for prefix in prefixes {
            guard let dot = name.firstIndex(of: UInt8(ascii: ".")) else { break }
            let beginning = name[...dot]
            if !beginning.elementsEqual(prefix.utf8), isNear(Array(beginning), prefix) {
                return prefix + "NAME"
            }
        }
        return names.first { isNear(name, $0) }
    }

    private static func isNear(_ name: [UInt8], _ expected: String) -> Bool {
        let (found, expected) = (name.compactMap(\.nameLetter), expected.utf8.compactMap(\.nameLetter))
        guard abs(found.count - expected.count) <= maximumDistance else { return false }
        return distance(found, expected) <= maximumDistance
    }

    /// How many letters must be put in, left out or changed (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let change = diagonal + (right[column] == letter ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(change, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
