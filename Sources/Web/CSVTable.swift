/// A table in CSV (RFC 4180): lines end with CR LF, the first one names the columns.
package struct CSVTable {
    enum Cell {
        /// Written as the table's `TextCells` say.
        case text(String)
        /// Digits, perhaps with a sign and a point. They are ours, and stay.
        case number(String)
        case empty
    }

    /// Without it a spreadsheet takes UTF-8 for the system's own encoding.
    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// What has been written and not been taken.
    private(set) var bytes: [UInt8] = []
    private let texts: TextCells

    init(columns: [String], texts: TextCells = .guarded) {
        self.texts = texts
        append(columns.map(Cell.text))
    }

    /// What has been written since the last call.
    mutating func takeBytes() -> [UInt8] {
        defer { bytes = [] }
        return bytes
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
        case .text(let text): append(texts.bytes(of: text))
        case .number(let text): bytes += text.utf8
        case .empty: break
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
