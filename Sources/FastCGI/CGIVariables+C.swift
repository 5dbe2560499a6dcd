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

    /// The announced length of the body: 0 when none is announced, nil when it is no number.
    var contentLength: Int? {
        guard let text = text("CONTENT_LENGTH"), !text.isEmpty else { return 0 }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }
}
