import JSON

/// Text for a terminal: what is written in this program stands as it is, and all that is put into it with `\( )` is made
/// visible, so that no value can move the cursor, turn the line round or begin a line of its own.
struct VisibleText: ExpressibleByStringInterpolation, CustomStringConvertible {
    let description: String

    init(stringLiteral text: String) {
        description = text
    }

    init(stringInterpolation text: StringInterpolation) {
        description = text.text
    }

    private init(description: String) {
        self.description = description
    }

    /// One below the other.
    static func lines(_ lines: some Sequence<VisibleText>) -> VisibleText {
        VisibleText(description: lines.map(\.description).joined(separator: "\n"))
    }

    /// A text of several lines, each made visible.
    static func lines(of text: String) -> VisibleText {
        .lines(text.split(separator: "\n", omittingEmptySubsequences: false).map { "\($0)" })
    }

    /// JSON, in which JSON's own escapes make visible.
    static func json(_ document: [UInt8]) -> VisibleText {
        VisibleText(description: String(decoding: document.visibleJSON, as: UTF8.self))
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity)
        }

        mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        mutating func appendInterpolation(_ other: VisibleText) {
            text += other.description
        }

        mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            text += value.description.visible
        }

        /// An error that may say what it is by its name only.
        mutating func appendInterpolation(_ error: any Error) {
            text += "\(error)".visible
        }
    }
}
