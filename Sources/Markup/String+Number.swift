extension String {
    /// The digits of a number as people read them: `−1,583.20` for `-1583.20`.
    package var readableNumber: String {
        let isNegative = utf8.first == UInt8(ascii: "-")
        let digits = isNegative ? dropFirst() : self[...]
        let whole = Array(digits.utf8.prefix { $0 != UInt8(ascii: ".") })
        var bytes: [UInt8] = []
        for (place, digit) in whole.enumerated() {
            if place > 0, (whole.count - place).isMultiple(of: 3) { bytes.append(UInt8(ascii: ",")) }
            bytes.append(digit)
        }
        bytes += digits.utf8.dropFirst(whole.count)
        return (isNegative ? "\u{2212}" : "") + String(decoding: bytes, as: UTF8.self)
    }
}
