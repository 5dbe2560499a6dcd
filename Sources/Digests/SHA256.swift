import CCrypt

/// SHA-256 (FIPS 180-4) and its keyed form, HMAC (RFC 2104), by OpenSSL.
package enum SHA256 {
    package static let digestLength = 32

    /// The 32 bytes of the digest.
    package static func digest(_ message: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: digestLength)
        EVP_Digest(message, message.count, &digest, nil, EVP_sha256(), nil)
        return digest
    }

    /// The 32 bytes of a code that only who has the key can make.
    package static func authenticationCode(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: digestLength)
        HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &code, nil)
        return code
    }

    /// Two digits for each byte.
    package static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 0xF, radix: 16) }.joined()
    }
}
