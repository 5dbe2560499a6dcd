import Glibc
import HTTP

extension CGIVariables {
    /// Copies C's array of `NAME=VALUE` strings, each with its zero byte, byte for byte.
    init(copying variables: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) {
        var block: [UInt8] = []
        block.reserveCapacity(2048)
        var next = variables
        while let entry = next?.pointee {
            block.append(contentsOf: UnsafeRawBufferPointer(start: entry, count: strlen(entry) + 1))
            next = next?.successor()
        }
        self.init(block: block)
    }

    /// What CONTENT_LENGTH says of the body.
    enum AnnouncedLength {
        case bytes(Int)
        /// Nothing, or a negative number, which is Caddy's word for a body of unknown length.
        case none
        case malformed
    }

    var announcedLength: AnnouncedLength {
        guard let text = text("CONTENT_LENGTH"), !text.isEmpty else { return .none }
        let digits = text.first == "-" ? text.dropFirst() : text[...]
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits) else {
            return .malformed
        }
        return text.first == "-" ? .none : .bytes(number)
    }
}
