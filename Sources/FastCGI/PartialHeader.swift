/// The eight bytes before every FastCGI record, which may arrive in pieces.
struct PartialHeader {
    struct Fields: Equatable {
        let version: UInt8
        let type: UInt8
        let requestID: UInt16
        let contentLength: Int
        let paddingLength: Int

        /// - Parameter word: the eight bytes, the first of them in the highest place.
        init(word: UInt64) {
            version = UInt8(truncatingIfNeeded: word >> 56)
            type = UInt8(truncatingIfNeeded: word >> 48)
            requestID = UInt16(truncatingIfNeeded: word >> 32)
            contentLength = Int(UInt16(truncatingIfNeeded: word >> 16))
            paddingLength = Int(UInt8(truncatingIfNeeded: word >> 8))
        }
    }

    private var word: UInt64 = 0
    private var count = 0

    /// Takes what is still missing of a header.
    ///
    /// - Returns: the fields once all eight bytes have come; nil until then.
    mutating func take(_ rest: inout ArraySlice<UInt8>, advancing position: inout Int) -> Fields? {
        let taken = rest.prefix(8 - count)
        for byte in taken {
            word = word << 8 | UInt64(byte)
        }
        count += taken.count
        position += taken.count
        rest = rest.dropFirst(taken.count)
        guard count == 8 else { return nil }
        defer { self = PartialHeader() }
        return Fields(word: word)
    }
}
