/// Rows of cells in a text: separated by tabs, else by semicolons, else by commas, whichever its first line has; a cell
/// in quotes may hold anything, a quote within is doubled (RFC 4180).
struct SeparatedText {
    struct Row {
        /// White space around each taken away.
        let cells: [String]
        /// Where it begins, from 1.
        let line: Int
    }

    private(set) var rows: [Row] = []
    private var cells: [String] = []
    private var cell: [UInt8] = []
    private var (line, firstLine) = (1, 1)

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    init(_ text: String) {
        // A byte order mark is no part of the first cell.
        let bytes = Array(
            text.utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? text.utf8.dropFirst(3) : text.utf8[...])
        let firstLine = bytes.prefix { $0 != Self.lineFeed && $0 != Self.carriageReturn }
        let separator = [UInt8(ascii: "\t"), UInt8(ascii: ";")].first { firstLine.contains($0) }
        read(bytes, separatedBy: separator ?? UInt8(ascii: ","))
    }

    private mutating func read(_ bytes: [UInt8], separatedBy separator: UInt8) {
        var isQuoted = false
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            let next = place + 1 < bytes.count ? bytes[place + 1] : nil
            if byte == Self.lineFeed { line += 1 }
            switch byte {
            case Self.quote where isQuoted && next == Self.quote:
                cell.append(byte)
                place += 1
            case Self.quote where isQuoted: isQuoted = false
            case Self.quote where cell.isEmpty: isQuoted = true
            case separator where !isQuoted: endCell()
            case Self.lineFeed where !isQuoted: endRow()
            case Self.carriageReturn where !isQuoted: break
            default: cell.append(byte)
            }
            place += 1
        }
        endRow()
    }

    private mutating func endCell() {
        cells.append(String(decoding: cell, as: UTF8.self).trimmingWhiteSpace)
        cell = []
    }

    /// An empty line is none.
    private mutating func endRow() {
        endCell()
        if cells != [""] { rows.append(Row(cells: cells, line: firstLine)) }
        cells = []
        firstLine = line
    }
}
