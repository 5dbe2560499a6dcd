/// A password that somebody is to have.
package struct NewPassword: Sendable {
    private let bytes: [UInt8]

    /// Whoever has guessed for a while has tried all shorter ones that people choose.
    private static let minimumLength = 8

    /// Takes what was typed.
    package init(_ bytes: [UInt8]) throws(PasswordError) {
        try PasswordHash.requireFit(bytes)
        let length = String(validating: bytes, as: UTF8.self)?.count ?? bytes.count
        guard length >= Self.minimumLength else { throw .tooShort(minimum: Self.minimumLength) }
        self.bytes = bytes
    }

    /// As it will be stored; takes tens of milliseconds.
    package func hash() throws(PasswordError) -> PasswordHash { try PasswordHash(hashing: bytes) }
}
