import JSON

/// How the texts of a table are written. They may be a stranger's, and spreadsheet programs run a cell that begins like a
/// formula (https://owasp.org/www-community/attacks/CSV_Injection).
package enum TextCells: Sendable {
    /// With an apostrophe before what would begin a formula.
    case guarded
    /// As they are, for programs that calculate with none of them.
    case exact
    /// Guarded, and with nothing in them that a terminal obeys.
    case visible

    func bytes(of text: String) -> [UInt8] {
        switch self {
        case .guarded: Self.guarded(text)
        case .exact: Array(text.utf8)
        case .visible: Self.guarded(text.visible)
        }
    }

    /// A cell begins where the text does, and behind each `;` and TAB: a spreadsheet may take these for commas.
    private static func guarded(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var guarded: [UInt8] = []
        guarded.reserveCapacity(bytes.count + 1)
        var beginsCell = true
        for (offset, byte) in bytes.enumerated() {
            if beginsCell, isFormula(bytes[offset...]) { guarded.append(UInt8(ascii: "'")) }
            guarded.append(byte)
            beginsCell = byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\t")
        }
        return guarded
    }

    private static func isFormula(_ cell: ArraySlice<UInt8>) -> Bool {
        switch cell.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
            UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            true
        case 0xEF: fullWidthSigns.contains(where: cell.starts(with:))
        default: false
        }
    }

    /// Which some programs read as the signs themselves.
    private static let fullWidthSigns = ["\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"].map {
        Array($0.utf8)
    }
}
