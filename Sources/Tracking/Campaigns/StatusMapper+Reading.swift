import JSON

extension StatusMapper {
    /// How a postback's parameters were read, and so why it has its status.
    package struct Reading: Hashable, Sendable {
        /// The parameter that the mapper looks at; nil when it looks at none.
        package let parameter: String?
        /// UTF-8; nil when the postback has no such parameter, or nothing in it that is a word.
        private let wordBytes: ArraySlice<UInt8>?
        /// The entry of the mapper that matched; nil when none did.
        package let entry: Entry?
        /// Which of the mapper's entries that is, from 1.
        package let row: Int?
        /// nil without an entry.
        package let match: Match?

        package enum Match: Hashable, Sendable {
            /// By bytes.
            case exactly
            /// Without white space around the word and without letter case.
            case folded
        }

        fileprivate init(
            parameter: String?, word: ArraySlice<UInt8>?, found: (entry: Entry, row: Int, match: Match)?
        ) {
            self.parameter = parameter
            wordBytes = word
            entry = found?.entry
            row = found?.row
            match = found?.match
        }

        /// The word found there, half of a surrogate pair shown as U+FFFD.
        package var word: String? { wordBytes.map { String(decoding: $0, as: UTF8.self) } }

        /// What the postback gives its journey: without an entry, trash.
        package var status: LeadStatus { entry?.status ?? .trash }
    }

    /// Reads a postback's parameters.
    package func reading(of parameters: Parameters) -> Reading {
        guard let parameterBytes, let word = parameters[bytes: parameterBytes]?.statusWord else {
            return Reading(parameter: parameter, word: nil, found: nil)
        }
        return reading(ofWord: word)
    }

    /// Reads a word that stands where the mapper looks.
    package func reading(ofWord word: ArraySlice<UInt8>) -> Reading {
        let found = words.place(of: word).map { place in
            (entry: entries[place.entry], row: place.entry + 1, match: place.match)
        }
        return Reading(parameter: parameter, word: word, found: found)
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
