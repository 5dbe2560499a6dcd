/// Words without regard to letter case, as Unicode's full case folding has it (Unicode Standard, section 5.18.4):
/// `ς`, `σ` and `Σ` are one, as are `ß` and `SS`; the dotless `ı` is no `i`.
extension ArraySlice<UInt8> {
    /// By how much a text may shrink: the Kelvin sign has three bytes, its `k` one.
    static var largestShrinkage: Int { 3 }

    /// The text folded; bytes beyond ASCII stay as they are when it is not UTF-8.
    var caseFolded: [UInt8] {
        guard contains(where: { $0 >= 0x80 }), let text = String(validating: self, as: UTF8.self) else {
            // A surrogate without its partner, for one: a String of it would make different words equal.
            return map(\.lowercasedASCII)
        }
        var folded: [UInt8] = []
        for scalar in text.unicodeScalars { scalar.appendFolded(to: &folded) }
        return folded
    }
}

extension Unicode.Scalar {
    /// Lower case of upper case of lower case makes one of all letters that the folding makes one of; which one is
    /// no matter. It is done scalar by scalar: a whole text's lower case depends on where in a word a letter stands.
    fileprivate func appendFolded(to text: inout [UInt8]) {
        if self == "\u{131}" { return text += String(self).utf8 }
        for lower in properties.lowercaseMapping.unicodeScalars {
            for upper in lower.properties.uppercaseMapping.unicodeScalars {
                text += upper.properties.lowercaseMapping.utf8
            }
        }
    }
}
