import Testing

/// Every connection has the priority that `Configuration.ours` says.
struct ConnectionPriorityTests {
    private static let files = SourceFile.all.filter {
        $0.module == "SQLiteStorage" && !$0.path.hasSuffix("/Configuration+Priority.swift")
    }

    @Test(arguments: files)
    func everyConnectionIsConfigured(_ file: SourceFile) {
        #expect(!file.code.contains("Configuration()"))
        for kind in ["DatabaseQueue(", "DatabasePool("] {
            for line in file.code.split(separator: "\n") where line.contains(kind) {
                #expect(line.contains("configuration: "), "\(line)")
            }
        }
    }

    /// So that the test above looks at something.
    @Test func thereAreConnections() {
        #expect(Self.files.count { $0.code.contains("DatabaseQueue(path") } > 3)
    }
}
