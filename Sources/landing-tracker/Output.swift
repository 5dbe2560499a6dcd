import Foundation
import JSON

/// Results on standard output, and what went wrong on standard error: what a terminal would obey is in neither.
enum Output {
    static func print(_ text: VisibleText) {
        write(Array("\(text)\n".utf8))
    }

    /// A document on one line.
    static func print(json document: JSONValue) {
        print(.json(document.serialized))
    }

    /// If standard error takes it.
    static func printError(_ text: VisibleText) {
        try? FileHandle.standardError.write(contentsOf: Data("\(text)\n".utf8))
    }

    /// Puts a text in the place of the terminal's line (ECMA-48: CR, EL), if standard error takes it.
    static func printProgress(_ text: VisibleText) {
        try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(text)".utf8))
    }

    /// Writes what is visible already, a table of CSV for example.
    ///
    /// Ends the process when the output takes no more: a result that nobody gets is no success.
    static func write(_ bytes: [UInt8]) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch {
            CommandFailure("The result cannot be written: \(error.localizedDescription)", .tryAgain).exit()
        }
    }
}
