extension ClickID: CustomStringConvertible {
    /// The canonical form: 36 characters, lower case.
    package var description: String {
        var characters: [UInt8] = []
        characters.reserveCapacity(36)
        for position in 0..<32 {
            if position == 8 || position == 12 || position == 16 || position == 20 {
                characters.append(UInt8(ascii: "-"))
            }
            let half = position < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: half >> (60 - 4 * UInt64(position % 16)) & 0xF)
            characters.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
        }
        return String(decoding: characters, as: UTF8.self)
    }
}

/// As storage keeps it.
extension ClickID {
    /// The 16 bytes in network order.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        for position in UInt64(0)..<16 {
            let half = position < 8 ? high : low
            bytes.append(UInt8(truncatingIfNeeded: half >> (56 - 8 * (position & 7))))
        }
        return bytes
    }

    /// - Returns: nil unless there are 16 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for byte in bytes {
            high = high << 8 | low >> 56
            low = low << 8 | UInt64(byte)
        }
        self.init(high: high, low: low)
    }
}
