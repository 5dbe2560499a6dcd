extension UInt8 {
    /// Space, \t, \n, \v, \f or \r.
    var isASCIIWhiteSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

    var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    /// The letter in lower case; every other byte as it is.
    package var lowercasedASCII: UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self ? self | 0x20 : self }

    /// A name's letter without its case; nil for what only separates words.
    var nameLetter: UInt8? {
        switch self {
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "): nil
        default: lowercasedASCII
        }
    }

    /// The value of an ASCII hexadecimal digit of either case.
    var hexDigitValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension ArraySlice<UInt8> {
    func trimmingASCIIWhiteSpace() -> ArraySlice<UInt8> {
        guard let first = firstIndex(where: { !$0.isASCIIWhiteSpace }),
            let last = lastIndex(where: { !$0.isASCIIWhiteSpace })
        else { return [] }
        return self[first...last]
    }
}
