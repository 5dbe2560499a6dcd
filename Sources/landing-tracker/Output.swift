import Foundation
import JSON

/// Results on standard output.
enum Output {
    static func print(_ text: String) {
        write(Array((text + "\n").utf8))
    }

    static func write(_ bytes: [UInt8]) {
        FileHandle.standardOutput.write(Data(bytes))
    }
}

extension JSONValue {
    /// The document on one line.
    var text: String { String(decoding: serialized, as: UTF8.self) }
}
