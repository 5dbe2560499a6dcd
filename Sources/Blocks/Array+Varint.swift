/// Integers in as many bytes as they need: seven bits each, the lowest first, the highest bit set before the last.
extension [UInt8] {
    mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// The integers as differences, each to the one before it, the first to 0.
    static func deltas(of values: [Int64]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.count * 2)
        var previous: Int64 = 0
        for value in values {
            let difference = value &- previous
            // Small numbers of either sign become small numbers: 0, -1, 1, -2 ... are 0, 1, 2, 3 ...
            bytes.append(varint: UInt64(bitPattern: difference << 1 ^ difference >> 63))
            previous = value
        }
        return bytes
    }
}

/// Reads what was appended, from front to back.
struct VarintReader {
    private let bytes: [UInt8]
    private(set) var offset = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { offset >= bytes.count }

    /// - Returns: nil when the bytes end too early.
    @inline(__always)
    mutating func next() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }

    mutating func nextCount() -> Int? {
        next().flatMap { Int(exactly: $0) }
    }

    /// - Returns: nil when fewer bytes are left.
    mutating func nextBytes(_ count: Int) -> ArraySlice<UInt8>? {
        guard count <= bytes.count - offset else { return nil }
        defer { offset += count }
        return bytes[offset..<offset + count]
    }

    /// `count` integers that were written as differences; nil when there are not as many.
    static func values(ofDeltas bytes: [UInt8], count: Int) -> [Int64]? {
        var reader = VarintReader(bytes)
        var values: [Int64] = []
        values.reserveCapacity(count)
        var value: Int64 = 0
        for _ in 0..<count {
            guard let difference = reader.next() else { return nil }
            value &+= Int64(bitPattern: difference >> 1) ^ -Int64(bitPattern: difference & 1)
            values.append(value)
        }
        return reader.isAtEnd ? values : nil
    }
}
