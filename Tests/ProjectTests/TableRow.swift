import Foundation
import Testing

/// A line of a table in one of the manuals, with names of tests in its last cell.
struct TableRow: CustomTestStringConvertible, Sendable {
    let cells: [String]

    var testDescription: String { cells.first ?? "" }

    /// The names in the last cell.
    var tests: [String] {
        (cells.last ?? "").matches(of: /`(\w+)`/).map { String($0.output.1) }
    }

    /// The table of the section under a heading, which is given with the line breaks around it.
    static func all(under heading: String, of manual: String) -> [TableRow] {
        let file = repository.appending(path: manual)
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        let section = text.components(separatedBy: heading).dropFirst().first ?? ""
        let lines = section.components(separatedBy: "\n## ")[0].split(separator: "\n")
        // Behind the heading and the line below it.
        return lines.filter { $0.hasPrefix("|") }.dropFirst(2).map { line in
            TableRow(
                cells: line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
                    .map { $0.trimmingCharacters(in: .whitespaces) })
        }
    }

    private static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
