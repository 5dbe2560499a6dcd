/// Turns percent-escaped text into UTF-8 without losing anything: what is no UTF-8 stays visible as an escape.
struct PercentDecoder {
    private let text: ArraySlice<UInt8>
    private let plusIsSpace: Bool

    init(_ text: ArraySlice<UInt8>, plusIsSpace: Bool) {
        self.text = text
        self.plusIsSpace = plusIsSpace
    }

    func decoded() -> [UInt8] {
        guard !text.allSatisfy(Self.isPlain) else { return Array(text) }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            index = appendCharacter(at: index, to: &result)
        }
        return result
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

    private func unit(at index: Int) -> Unit? {
        guard index < text.endIndex else { return nil }
        if let byte = PercentEscape.byte(at: index, in: text) {
            return Unit(byte: byte, end: index + PercentEscape.length)
        }
        let isSpace = plusIsSpace && text[index] == UInt8(ascii: "+")
        return Unit(byte: isSpace ? UInt8(ascii: " ") : text[index], end: index + 1)
    }

    /// - Returns: where the next character begins.
    private func appendCharacter(at index: Int, to result: inout [UInt8]) -> Int {
        guard let first = unit(at: index) else { return text.endIndex }
        let start = result.count
        if let end = appendScalar(from: first, to: &result) { return end }
        result.removeSubrange(start...)
        if first.end - index == PercentEscape.length {
            result += text[index..<first.end]
        } else {
            result += PercentEscape.spelling(of: first.byte)
        }
        return first.end
    }

    /// - Returns: where the scalar ends; nil when its bytes are no UTF-8 (RFC 3629 section 4), and then `result`
    ///   holds a part of them.
    private func appendScalar(from first: Unit, to result: inout [UInt8]) -> Int? {
        result.append(first.byte)
        guard first.byte >= 0x80 else { return first.end }
        guard let shape = UTF8Shape(first: first.byte) else { return nil }
        var end = first.end
        var allowed = shape.second
        for _ in 0..<shape.continuationCount {
            guard let next = unit(at: end), allowed.contains(next.byte) else { return nil }
            result.append(next.byte)
            end = next.end
            allowed = 0x80...0xBF
        }
        return end
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
