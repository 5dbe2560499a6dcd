/// A table in CSV (RFC 4180): lines end with CR LF, the first one names the columns.
///
/// Spreadsheet programs run a cell that begins like a formula, and its text may be a stranger's: such a text gets
/// an apostrophe before it (https://owasp.org/www-community/attacks/CSV_Injection). Numbers are ours and stay.
struct CSVTable {
    enum Cell {
        case text(String)
        /// Digits, perhaps with a sign and a point.
        case number(String)
        case empty
    }

    private(set) var bytes: [UInt8] = []

    init(columns: [String]) {
        append(columns.map(Cell.text))
    }

    mutating func append(_ row: [Cell]) {
        for (index, cell) in row.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(cell)
        }
        bytes += "\r\n".utf8
    }

    private mutating func append(_ cell: Cell) {
        switch cell {
        case .text(let text): append(Self.guarded(text))
        case .number(let text): bytes += text.utf8
        case .empty: break
        }
    }

    private static func guarded(_ text: String) -> [UInt8] {
        switch text.utf8.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
            UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            [UInt8(ascii: "'")] + text.utf8
        default: Array(text.utf8)
        }
    }

    /// Quotes what holds a comma, a quote or the end of a line; a quote within is doubled.
    private mutating func append(_ text: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        guard text.contains(where: { $0 == quote || $0 == UInt8(ascii: ",") || $0 < 0x20 }) else {
            bytes += text
            return
        }
        bytes.append(quote)
        for byte in text {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}
