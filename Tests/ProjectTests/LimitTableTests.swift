import Foundation
import Testing

/// The table of limits in the manual: each has a reason, an answer, and a test that is there.
struct LimitTableTests {
    @Test func tableHasTheLimits() {
        #expect(LimitRow.all.count > 40)
    }

    @Test(arguments: LimitRow.all)
    func rowIsWhole(_ row: LimitRow) {
        #expect(row.cells.count == 5)
        #expect(!row.cells.contains(""))
        #expect(!row.tests.isEmpty)
    }

    @Test(arguments: LimitRow.all)
    func testIsThere(_ row: LimitRow) {
        for test in row.tests { #expect(SourceFile.testNames.contains(test), "\(test)") }
    }
}

/// A line of the table under `## Limits` in conf/README.md: what, how much, why, what happens beyond, tests.
struct LimitRow: CustomTestStringConvertible, Sendable {
    let cells: [String]

    var testDescription: String { cells.first ?? "" }

    /// The names in the last cell.
    var tests: [String] {
        (cells.last ?? "").matches(of: /`(\w+)`/).map { String($0.output.1) }
    }

    static let all = rows(of: (try? String(contentsOf: manual, encoding: .utf8)) ?? "")

    private static let manual = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "conf/README.md")

    private static func rows(of text: String) -> [LimitRow] {
        let section = text.components(separatedBy: "\n## Limits\n").dropFirst().first ?? ""
        let lines = section.components(separatedBy: "\n## ")[0].split(separator: "\n")
        // Behind the heading and the line below it.
        return lines.filter { $0.hasPrefix("|") }.dropFirst(2).map { line in
            LimitRow(
                cells: line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
                    .map { $0.trimmingCharacters(in: .whitespaces) })
        }
    }
}
