extension UInt8 {
    /// Space, \t, \n, \v, \f or \r.
    var isASCIIWhiteSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

    var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

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
