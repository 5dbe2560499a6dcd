import Foundation
import Testing

/// The arrows between modules, which the package manager does not hold by itself: an undeclared import builds.
struct ImportTests {
    /// What each module may import.
    private static let allowed: [String: Set<String>] = [
        "JSON": [],
        "HTTP": [],
        "Digests": ["CCrypt"],
        // Foundation for its time zones.
        "Tracking": ["Digests", "JSON", "Foundation"],
        "Passwords": ["CCrypt", "Digests"],
        "FastCGI": ["CFastCGI", "HTTP", "Logging", "Dispatch", "Glibc", "Synchronization"],
        // Foundation for URLs.
        "Probes": ["CTLS", "FastCGI", "Foundation"],
        "Blocks": ["Tracking"],
        "Markup": ["JSON"],
        "HTML": ["Digests", "Markup", "Mustache"],
        "Storage": ["Blocks", "Tracking", "Logging", "Dispatch", "Foundation", "Synchronization"],
        // GRDBSQLite for what is done with every event, where GRDB's way costs too much, and CSQLite for what Swift
        // cannot call.
        "SQLiteStorage": [
            "Blocks", "CSQLite", "Storage", "Tracking", "GRDB", "GRDBSQLite", "Logging", "Dispatch",
            "Foundation",
            "Synchronization",
        ],
        "Web": [
            "Digests", "HTML", "HTTP", "JSON", "Markup", "Passwords", "Storage", "Tracking", "Logging",
            "Dispatch",
            "Foundation",
            "Synchronization",
        ],
        "Tracker": ["JSON", "SQLiteStorage", "Storage", "Tracking", "Web", "Logging", "Foundation"],
        "landing-tracker": [
            "FastCGI", "JSON", "Passwords", "Probes", "Storage", "Tracker", "Tracking", "Web",
            "ArgumentParser", "Logging", "Foundation", "Synchronization",
        ],
    ]

    @Test(arguments: SourceFile.all)
    func everyImportIsAllowed(_ file: SourceFile) throws {
        let allowed = try #require(Self.allowed[file.module], "module without a rule")
        #expect(file.imports.subtracting(allowed) == [])
    }

    @Test(arguments: SourceFile.contractTests)
    func contractKnowsNoStore(_ file: SourceFile) {
        #expect(file.imports.isDisjoint(with: SourceFile.stores.union(["GRDB", "GRDBSQLite"])))
    }

    @Test func everyModuleHasFiles() {
        #expect(Set(SourceFile.all.map(\.module)) == Set(Self.allowed.keys))
        #expect(SourceFile.contractTests.count > 10)
    }

    /// A permission that nobody needs would hide what slips in.
    @Test(arguments: allowed.keys.sorted())
    func everyPermissionIsNeeded(module: String) throws {
        let imports = SourceFile.all.filter { $0.module == module }.map(\.imports)
        #expect(try #require(Self.allowed[module]).subtracting(imports.joined()) == [])
    }

    /// Of SQLite, where GRDB has none, and of getaddrinfo(3).
    private static let thinWrappers = [
        "Probes/HostAddress.swift",
        "SQLiteStorage/SQLite/PreparedStatement.swift", "SQLiteStorage/SQLite/ReadDeadlines.swift",
    ]

    private static let unsafeWords = ["Unsafe", "Unmanaged", "unsafeBitCast", "nonisolated(unsafe)"]

    @Test(
        arguments: SourceFile.all.filter {
            $0.module != "FastCGI" && !thinWrappers.contains($0.path)
        })
    func unsafeCodeStandsWhereItIsCalledFor(_ file: SourceFile) {
        for word in Self.unsafeWords { #expect(!file.code.contains(word), "\(word)") }
    }

    @Test(arguments: thinWrappers)
    func everyThinWrapperNeedsIt(path: String) throws {
        let file = try #require(SourceFile.all.first { $0.path == path })
        #expect(Self.unsafeWords.contains { file.code.contains($0) })
    }

    /// Parts of statements, as they are written here.
    private static let statementParts = [
        "SELECT ", " FROM ", "WHERE ", "ORDER BY", "INSERT INTO", "UPDATE ", " SET", "DELETE FROM",
        "CREATE TABLE", "CREATE INDEX", "PRAGMA synchronous =",
    ]

    @Test(arguments: SourceFile.all.filter { !SourceFile.stores.contains($0.module) })
    func statementsStandInStoresOnly(_ file: SourceFile) {
        for part in Self.statementParts { #expect(!file.code.contains(part), "\(part)") }
    }

    /// So that the test above looks for something that there is.
    @Test(arguments: statementParts)
    func partsAreThoseOfStatements(part: String) {
        #expect(SourceFile.all.contains { SourceFile.stores.contains($0.module) && $0.code.contains(part) })
    }

    @Test(arguments: SourceFile.all)
    func nothingEndsTheProcessByAccident(_ file: SourceFile) {
        for word in ["try!", "as!", "fatalError(", "precondition(", "preconditionFailure(", "assert("] {
            #expect(!file.code.contains(word), "\(word)")
        }
    }

    @Test(arguments: SourceFile.all)
    func nothingIsPublic(_ file: SourceFile) {
        for word in ["public ", "open class", "open func"] {
            #expect(!file.code.contains(word), "\(word)")
        }
    }
}
