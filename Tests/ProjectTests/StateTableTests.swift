import Testing

/// The table of what administrators do, in the tests' README: each line has a test that is there, or a step under systemd.
struct StateTableTests {
    private static let states = TableRow.all(
        under: "\n### States an administrator gets into\n", of: "Tests/README.md")

    @Test func tableHasTheStates() {
        #expect(Self.states.count >= 15)
    }

    @Test(arguments: states)
    func testIsThere(_ row: TableRow) {
        #expect(row.cells.count == 2)
        #expect(!row.tests.isEmpty || row.cells.last?.contains("Systemd") == true)
        for test in row.tests { #expect(SourceFile.testNames.contains(test), "\(test)") }
    }
}
