import Foundation
import Testing

/// The table of limits in the manual: each has a reason, an answer, and a test that is there.
struct LimitTableTests {
    private static let limits = TableRow.all(under: "\n## Limits\n", of: "conf/README.md")

    @Test func tableHasTheLimits() {
        #expect(Self.limits.count > 40)
    }

    @Test(arguments: limits)
    func rowIsWhole(_ row: TableRow) {
        #expect(row.cells.count == 5)
        #expect(!row.cells.contains(""))
        #expect(!row.tests.isEmpty)
    }

    @Test(arguments: limits)
    func testIsThere(_ row: TableRow) {
        for test in row.tests { #expect(SourceFile.testNames.contains(test), "\(test)") }
    }
}
