/// Follows the lengths of FastCGI name-value pairs (specification, section 3.4) through a stream that may
/// break anywhere, and notices a length that the stream cannot hold.
struct ParameterLengths {
    private enum Expecting { case nameLength, valueLength, content }

    private var expecting = Expecting.nameLength
    /// The length being read, and how many of its bytes are still to come.
    private var length = 0
    private var lengthBytesRemaining = 0
    private var nameLength = 0
    private var contentRemaining = 0

    /// Whether the stream may end here.
    var isBetweenPairs: Bool { expecting == .nameLength && lengthBytesRemaining == 0 }

    /// - Returns: false when a pair is longer than `limit`, the most that the whole stream may hold.
    mutating func follow(_ bytes: ArraySlice<UInt8>, limit: Int) -> Bool {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if expecting == .content {
                let count = min(contentRemaining, bytes.endIndex - index)
                contentRemaining -= count
                index += count
                if contentRemaining == 0 { expecting = .nameLength }
                continue
            }
            takeLengthByte(bytes[index])
            index += 1
            guard lengthBytesRemaining == 0 else { continue }
            guard finishLength(limit: limit) else { return false }
        }
        return true
    }

    /// A length is one byte below 128, or four bytes of which the first has its high bit set.
    private mutating func takeLengthByte(_ byte: UInt8) {
        if lengthBytesRemaining > 0 {
            length = length << 8 | Int(byte)
            lengthBytesRemaining -= 1
        } else if byte & 0x80 == 0 {
            length = Int(byte)
        } else {
            length = Int(byte & 0x7f)
            lengthBytesRemaining = 3
        }
    }

    private mutating func finishLength(limit: Int) -> Bool {
        guard length <= limit else { return false }
        if expecting == .nameLength {
            nameLength = length
            expecting = .valueLength
        } else {
            contentRemaining = nameLength + length
            expecting = contentRemaining == 0 ? .nameLength : .content
        }
        return contentRemaining <= limit
    }
}
