import Foundation
import JSON

/// Results on standard output.
enum Output {
    static func print(_ text: String) {
        write(Array((text + "\n").utf8))
    }

    /// Ends the process when the output takes no more: a result that nobody gets is no success.
    static func write(_ bytes: [UInt8]) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch {
            CommandFailure("The result cannot be written: \(error.localizedDescription)", .tryAgain).exit()
        }
    }
}

extension JSONValue {
    /// The document on one line.
    var text: String { String(decoding: serialized, as: UTF8.self) }
}
