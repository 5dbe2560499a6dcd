/// What reads bytes of strangers, each with the promises that hold for every input.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// A document, or a parameter's value.
    case json
    /// A query or a form.
    case query
    /// The text of a click id.
    case clickID = "click-id"
    /// What comes over a FastCGI connection, up to libfcgi.
    case records
    /// The same, with all that is behind it: a real server on a socket.
    case server

    /// Tries the promises with one input.
    ///
    /// - Throws: `Violation` for a broken one; what cannot even be asked ends the process.
    package func check(_ input: [UInt8]) throws {
        switch self {
        case .json: try JSONPromises(document: input).check()
        case .query: try QueryPromises(text: input).check()
        case .clickID: try ClickIDPromises(text: input).check()
        case .records: try RecordPromises(input).check()
        case .server: try ServerPromises(input).check()
        }
    }
}

/// A promise that an input breaks.
package struct Violation: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// - Throws: `Violation` with the promise, unless it holds.
func promise(_ promise: String, _ holds: Bool) throws(Violation) {
    guard holds else { throw Violation(promise) }
}
