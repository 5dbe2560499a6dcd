import Digests
import HTTP
import Passwords

/// What a form has with it that changes something: only a page that was made for this browser's secret can have it.
///
/// Another text on each page, so that what a compressed page's length tells is of no use
/// (https://www.breachattack.com).
enum FormToken {
    /// The field's name.
    static let name = "formToken"

    static func text(for secret: Secret) -> String {
        let mask = Secret.randomBytes(SHA256.digestLength)
        return SHA256.hexadecimal(mask + zip(mask, code(for: secret)).map { $0 ^ $1 })
    }

    /// Whether the form in the body has it.
    ///
    /// - Throws: as `FormFields` does.
    static func isIn(_ request: HTTPRequest, for secret: Secret) throws(RequestError) -> Bool {
        isIn(try FormFields(request), for: secret)
    }

    static func isIn(_ form: FormFields, for secret: Secret) -> Bool {
        guard let bytes = bytes(form.text(name)), bytes.count == 2 * SHA256.digestLength else { return false }
        let mask = bytes[..<SHA256.digestLength]
        let code = zip(mask, bytes[SHA256.digestLength...]).map { $0 ^ $1 }
        return code.isSame(as: self.code(for: secret))
    }

    private static func code(for secret: Secret) -> [UInt8] {
        SHA256.authenticationCode(Array("form".utf8), key: Array(secret.text.utf8))
    }

    /// nil when these are no hexadecimal digits.
    private static func bytes(_ text: String) -> [UInt8]? {
        guard text.utf8.count == 4 * SHA256.digestLength else { return nil }
        let digits = text.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count.isMultiple(of: 2), digits.allSatisfy({ $0 != nil }) else { return nil }
        let values = digits.compactMap { $0 }
        return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    }
}
