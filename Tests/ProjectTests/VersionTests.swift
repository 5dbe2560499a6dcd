import Testing

struct VersionTests {
    /// From there the command line, the log, OpenAPI and health have it.
    @Test func versionStandsInOnePlace() throws {
        let file = try #require(SourceFile.all.first { $0.path == "Storage/Version.swift" })
        let version = try #require(file.code.firstMatch(of: /"(\d+\.\d+\.\d+)"/)).output.1
        #expect(SourceFile.all.filter { $0.code.contains("\"\(version)\"") }.map(\.path) == [file.path])
    }
}
