import Tracking

/// The group keys of one parameter over the journeys of a block: each key once, and which journey has which.
package struct ReportColumn: Equatable, Sendable {
    /// In order; the missing value, if any journey has it, first.
    package let keys: [GroupKey]
    /// One place in `keys` per journey.
    package let indexes: [UInt16]

    package init(keys: [GroupKey], indexes: [UInt16]) {
        self.keys = keys
        self.indexes = indexes
    }

    /// The column of a parameter that none of the journeys has.
    package init(missingIn journeyCount: Int) {
        self.init(keys: [.missing], indexes: Array(repeating: 0, count: journeyCount))
    }
}

/// The stored form.
extension ReportColumn {
    /// A key's length plus one, then its text; 0 for the missing value.
    package var keyBytes: [UInt8] {
        var bytes: [UInt8] = []
        for key in keys {
            guard let text = key.text else {
                bytes.append(0)
                continue
            }
            bytes.append(varint: UInt64(text.count) + 1)
            bytes.append(contentsOf: text)
        }
        return bytes
    }

    /// One byte each while that is enough, else two, the low one first.
    package var indexBytes: [UInt8] {
        guard keys.count > 256 else { return indexes.map { UInt8(truncatingIfNeeded: $0) } }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(indexes.count * 2)
        for index in indexes {
            bytes.append(UInt8(truncatingIfNeeded: index))
            bytes.append(UInt8(index >> 8))
        }
        return bytes
    }

    /// - Returns: nil when the bytes are not such keys.
    package static func keys(_ bytes: [UInt8]) -> [GroupKey]? {
        texts(bytes)?.map { text in GroupKey(text: text.map { Array($0) }) }
    }

    /// The text of each key, nil for the missing value.
    ///
    /// - Returns: nil when the bytes are not such keys.
    static func texts(_ bytes: [UInt8]) -> [ArraySlice<UInt8>?]? {
        var reader = VarintReader(bytes)
        var texts: [ArraySlice<UInt8>?] = []
        while !reader.isAtEnd {
            guard let length = reader.nextCount() else { return nil }
            guard length > 0 else {
                texts.append(nil)
                continue
            }
            guard let text = reader.nextBytes(length - 1) else { return nil }
            texts.append(text)
        }
        return texts
    }

    /// - Returns: nil unless there is one place among `keyCount` keys for each of `count` journeys.
    package static func indexes(_ bytes: [UInt8], count: Int, keyCount: Int) -> [UInt16]? {
        let width = keyCount > 256 ? 2 : 1
        guard bytes.count == count * width else { return nil }
        var indexes: [UInt16] = []
        indexes.reserveCapacity(count)
        if width == 1 {
            for byte in bytes { indexes.append(UInt16(byte)) }
        } else {
            for row in 0..<count { indexes.append(UInt16(bytes[2 * row]) | UInt16(bytes[2 * row + 1]) << 8) }
        }
        let limit = UInt16(clamping: keyCount)
        return indexes.allSatisfy { $0 < limit } ? indexes : nil
    }
}
