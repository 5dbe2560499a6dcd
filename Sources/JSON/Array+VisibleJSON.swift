extension [UInt8] {
    /// A valid JSON document, the same but on one line and with nothing in it that a terminal obeys.
    ///
    /// Outside of strings control characters are white space, and become spaces; within, JSON has an escape for each.
    package var visibleJSON: [UInt8] {
        guard contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return self }
        var visible: [UInt8] = []
        visible.reserveCapacity(count)
        for scalar in String(decoding: self, as: UTF8.self).unicodeScalars {
            if scalar.value < 0x20 {
                visible.append(UInt8(ascii: " "))
            } else if scalar.isObeyed {
                visible.appendEscape(of: UInt16(scalar.value))
            } else {
                visible.append(contentsOf: scalar.utf8)
            }
        }
        return visible
    }

    private mutating func appendEscape(of codeUnit: UInt16) {
        let digits = String(codeUnit, radix: 16)
        append(contentsOf: "\\u".utf8)
        append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
        append(contentsOf: digits.utf8)
    }
}
