import Foundation
import JSON

/// Results on standard output.
enum Output {
    static func print(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
}

extension JSONValue {
    /// The document on one line.
    var text: String { String(decoding: serialized, as: UTF8.self) }
}
