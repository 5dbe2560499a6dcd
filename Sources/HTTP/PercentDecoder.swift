/// Turns percent-escaped text into UTF-8 without losing anything: what is no UTF-8 stays visible as an escape.
struct PercentDecoder {
    private let text: ArraySlice<UInt8>
    private let plusIsSpace: Bool

    init(_ text: ArraySlice<UInt8>, plusIsSpace: Bool) {
        self.text = text
        self.plusIsSpace = plusIsSpace
    }

    func decoded() -> [UInt8] {
        let bytes = text.span
        var plain = 0
        while plain < bytes.count, Self.isPlain(bytes[plain]) { plain += 1 }
        guard plain < bytes.count else { return Array(text) }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        // What stands for itself is copied at once.
        var start = 0
        var offset = plain
        while offset < bytes.count {
            if let end = endOfPlainCharacter(at: offset, of: bytes) {
                offset = end
                continue
            }
            if start < offset { result += text[text.startIndex + start..<text.startIndex + offset] }
            offset = appendCharacter(at: offset, of: bytes, to: &result)
            start = offset
        }
        if start < offset { result += text[text.startIndex + start..<text.startIndex + offset] }
        return result
    }

    /// Where a character ends that stands for itself; nil for another, or what is none.
    private func endOfPlainCharacter(at offset: Int, of bytes: Span<UInt8>) -> Int? {
        let byte = bytes[offset]
        if byte < 0x80 {
            let isStrayPercent = byte == UInt8(ascii: "%") && PercentEscape.byte(at: offset, in: bytes) == nil
            return Self.isPlain(byte) || isStrayPercent ? offset + 1 : nil
        }
        guard let scalar = scalar(from: Unit(byte: byte, end: offset + 1), of: bytes),
            scalar.end - offset == scalar.count
        else { return nil }
        return scalar.end
    }

    /// Whether a byte stands for itself wherever it is.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte < 0x80 && byte != UInt8(ascii: "%") && byte != UInt8(ascii: "+")
    }

    /// One byte of the decoded text, and where the next one begins. Its bytes may be escaped or raw.
    private struct Unit {
        let byte: UInt8
        let end: Int
    }

    private func unit(at offset: Int, of bytes: Span<UInt8>) -> Unit? {
        guard offset < bytes.count else { return nil }
        let byte = bytes[offset]
        if byte == UInt8(ascii: "%"), let escaped = PercentEscape.byte(at: offset, in: bytes) {
            return Unit(byte: escaped, end: offset + PercentEscape.length)
        }
        let isSpace = plusIsSpace && byte == UInt8(ascii: "+")
        return Unit(byte: isSpace ? UInt8(ascii: " ") : byte, end: offset + 1)
    }

    /// - Returns: where the next character begins.
    private func appendCharacter(at offset: Int, of bytes: Span<UInt8>, to result: inout [UInt8]) -> Int {
        guard let first = unit(at: offset, of: bytes) else { return bytes.count }
        if first.byte < 0x80 {
            result.append(first.byte)
            return first.end
        }
        if let scalar = scalar(from: first, of: bytes) {
            for place in stride(from: 8 * (scalar.count - 1), through: 0, by: -8) {
                result.append(UInt8(truncatingIfNeeded: scalar.bytes >> UInt32(place)))
            }
            return scalar.end
        }
        if first.end - offset == PercentEscape.length {
            for place in offset..<first.end { result.append(bytes[place]) }
        } else {
            PercentEscape.append(first.byte, to: &result)
        }
        return first.end
    }

    /// A scalar of several bytes, the last of them in the lowest place.
    private struct Scalar {
        var bytes: UInt32
        var count = 1
        var end: Int
    }

    /// - Returns: nil when the bytes are no UTF-8 (RFC 3629 section 4).
    private func scalar(from first: Unit, of bytes: Span<UInt8>) -> Scalar? {
        guard let shape = UTF8Shape(first: first.byte) else { return nil }
        var scalar = Scalar(bytes: UInt32(first.byte), end: first.end)
        var allowed = shape.second
        for _ in 0..<shape.continuationCount {
            guard let next = unit(at: scalar.end, of: bytes), allowed.contains(next.byte) else { return nil }
            scalar.bytes = scalar.bytes << 8 | UInt32(next.byte)
            scalar.count += 1
            scalar.end = next.end
            allowed = 0x80...0xBF
        }
        return scalar
    }
}

/// What may follow the first byte of a scalar of several bytes (Unicode, table 3-7).
private struct UTF8Shape {
    let second: ClosedRange<UInt8>
    let continuationCount: Int

    /// - Returns: nil when no scalar begins with that byte.
    init?(first: UInt8) {
        switch first {
        case 0xC2...0xDF: (second, continuationCount) = (0x80...0xBF, 1)
        case 0xE0: (second, continuationCount) = (0xA0...0xBF, 2)
        case 0xED: (second, continuationCount) = (0x80...0x9F, 2)
        case 0xE1...0xEF: (second, continuationCount) = (0x80...0xBF, 2)
        case 0xF0: (second, continuationCount) = (0x90...0xBF, 3)
        case 0xF1...0xF3: (second, continuationCount) = (0x80...0xBF, 3)
        case 0xF4: (second, continuationCount) = (0x80...0x8F, 3)
        default: return nil
        }
    }
}
