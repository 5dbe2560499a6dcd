/// What follows the first bytes of a body: made piece by piece, each when the peer has taken the one before.
package struct BodyRest: Sendable {
    /// How long it is, in bytes; nil: not known before it ends.
    package let length: Int?
    /// What it keeps in memory until its last piece is out, in bytes.
    package let heldBytes: Int
    /// Makes the next piece and delivers it once: now or later, on any thread. Not called while a piece is being made.
    package let next: Next

    package typealias Next = @Sendable (_ deliver: @escaping @Sendable (BodyPiece) -> Void) -> Void

    package init(length: Int? = nil, heldBytes: Int, next: @escaping Next) {
        self.length = length
        self.heldBytes = heldBytes
        self.next = next
    }
}

/// The next bytes of a body, if there are any.
package enum BodyPiece: Sendable {
    case bytes([UInt8])
    /// The body is whole.
    case end
    /// It never will be: nobody may take what he got for all of it.
    case failed
}
