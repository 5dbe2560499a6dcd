import JSON

/// A text in a field of a form, whatever is in it: a browser cannot hold control characters, and half of a surrogate pair
/// is no text at all. So the field shows it, and how it is spelled in JSON goes beside it.
struct SpelledField {
    /// A string.
    let value: JSONText
    /// Whether it is what was there before; what somebody has typed is not.
    let isKept: Bool

    static let empty = SpelledField(value: JSONText(string: ""), isKept: false)

    /// A text that is there already.
    init(_ value: JSONText) {
        self.init(value: value, isKept: true)
    }

    private init(value: JSONText, isKept: Bool) {
        self.value = value
        self.isKept = isKept
    }

    /// What stands beside a field.
    init?(spelling: String) {
        guard let value = try? JSONText(parsing: Array(spelling.utf8)), value.kind == .string else {
            return nil
        }
        self.init(value)
    }

    /// What a form brings back: a text that is shown as before is the one from before.
    init(typed text: String, spelling: String) {
        if let former = SpelledField(spelling: spelling), former.text.utf8.elementsEqual(text.utf8) {
            self = former
        } else {
            self.init(value: JSONText(string: text), isKept: false)
        }
    }

    /// As the field shows it.
    var text: String { (value.string ?? "").visible }

    /// What goes beside it; empty for an empty field.
    var spelling: String {
        isEmpty && !isKept ? "" : String(decoding: Array(value.bytes).visibleJSON, as: UTF8.self)
    }

    /// What the text is, byte for byte.
    var bytes: ArraySlice<UInt8> { value.stringBytes ?? [] }

    var isEmpty: Bool { bytes.isEmpty }
}
