import JSON

/// What a user or a token may be called.
package enum LoginName {
    /// In bytes of UTF-8: more than any name has.
    package static let longest = 255

    /// What is wrong with the name that a user is to have, for people; nil: nothing.
    ///
    /// A colon would end it in a login (RFC 7617 section 2).
    package static func problem(ofUser name: String) -> String? {
        guard name.canBeShown, !name.utf8.contains(UInt8(ascii: ":")) else {
            return "A name has at least one character, and neither a colon nor a control character."
        }
        return problemOfLength(name)
    }

    /// The same for a token.
    package static func problem(ofToken name: String) -> String? {
        guard name.canBeShown else { return "A name has at least one character, and no control character." }
        return problemOfLength(name)
    }

    private static func problemOfLength(_ name: String) -> String? {
        name.utf8.count <= longest ? nil : "The name is longer than \(longest) bytes."
    }
}
