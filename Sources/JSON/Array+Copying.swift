extension [UInt8] {
    /// The bytes of a text that goes on being elsewhere.
    init(copying bytes: Span<UInt8>) {
        self = []
        reserveCapacity(bytes.count)
        for offset in bytes.indices { append(bytes[offset]) }
    }
}
