import JSON

/// The words that a campaign's latest postbacks had where its mapper looks, or would look.
package struct SeenWords: Sendable {
    /// So many postbacks are looked at however little time there is.
    package static let leastCount = 20

    package struct Word: Sendable {
        /// UTF-8, but for half of a surrogate pair.
        package let bytes: [UInt8]
        /// Of postbacks.
        package fileprivate(set) var count: Int
        package fileprivate(set) var lastAt: Timestamp

        /// Half of a surrogate pair is shown as U+FFFD.
        package var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    private let parameter: [UInt8]
    private var words: [[UInt8]: Word] = [:]
    /// How many postbacks were looked at.
    package private(set) var postbackCount = 0
    /// Those without the parameter, or with nothing in it that is a word.
    package private(set) var wordlessCount = 0
    /// Those whose word is longer than `maximumWordBytes`.
    package private(set) var longCount = 0
    /// Those with a word beyond the first `maximumWordCount` different ones.
    package private(set) var otherCount = 0
    /// When the earliest of them came; nil: there are none.
    package private(set) var firstAt: Timestamp?
    /// Whether there are no others.
    package var isComplete = true

    package static let maximumWordCount = 1_000
    package static let maximumWordBytes = 255

    package init(parameter: String) {
        self.parameter = Array(parameter.utf8)
    }

    /// The most frequent first, then by bytes.
    package var ranked: [Word] {
        words.values.sorted {
            $0.count != $1.count
                ? $0.count > $1.count : $0.bytes.lexicographicallyPrecedes($1.bytes)
        }
    }

    package mutating func add(_ parameters: Parameters, at time: Timestamp) {
        postbackCount += 1
        firstAt = min(firstAt ?? time, time)
        guard let word = parameters[bytes: parameter]?.statusWord else { return wordlessCount += 1 }
        guard word.count <= Self.maximumWordBytes else { return longCount += 1 }
        let bytes = Array(word)
        if words[bytes] == nil, words.count >= Self.maximumWordCount { return otherCount += 1 }
        var seen = words[bytes] ?? Word(bytes: bytes, count: 0, lastAt: time)
        seen.count += 1
        seen.lastAt = max(seen.lastAt, time)
        words[bytes] = seen
    }
}
