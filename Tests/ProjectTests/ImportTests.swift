import Foundation
import Testing

/// The arrows between modules, which the package manager does not hold by itself: an undeclared import builds.
struct ImportTests {
    /// What each module may import.
    private static let allowed: [String: Set<String>] = [
        "JSON": [],
        "HTTP": [],
        // Foundation for its time zones.
        "Tracking": ["JSON", "Foundation"],
        "Passwords": ["CCrypt"],
        "FastCGI": ["CFastCGI", "HTTP", "Logging", "Dispatch", "Glibc", "Synchronization"],
        // GRDBSQLite for the one function of SQLite that GRDB does not offer.
        "Storage": [
            "JSON", "Tracking", "GRDB", "GRDBSQLite", "Logging", "Dispatch", "Foundation", "Synchronization",
        ],
        "Web": [
            "HTTP", "JSON", "Passwords", "Storage", "Tracking", "Logging", "Dispatch", "Foundation",
            "Synchronization",
        ],
        "landing-tracker": [
            "FastCGI", "HTTP", "JSON", "Passwords", "Storage", "Tracking", "Web", "ArgumentParser", "Logging",
            "Foundation",
        ],
    ]

    @Test(arguments: SourceFile.all)
    func everyImportIsAllowed(_ file: SourceFile) throws {
        let allowed = try #require(Self.allowed[file.module], "module without a rule")
        #expect(file.imports.subtracting(allowed) == [])
    }

    @Test func everyModuleHasFiles() {
        #expect(Set(SourceFile.all.map(\.module)) == Set(Self.allowed.keys))
    }

    @Test(arguments: SourceFile.all.filter { $0.module != "FastCGI" })
    func unsafeCodeStandsInFastCGIOnly(_ file: SourceFile) {
        for word in ["Unsafe", "withUnsafe", "Unmanaged", "unsafeBitCast", "nonisolated(unsafe)"] {
            #expect(!file.code.contains(word), "\(word)")
        }
    }

    @Test(arguments: SourceFile.all.filter { $0.module != "Storage" })
    func sqlStandsInStorageOnly(_ file: SourceFile) {
        for word in [
            "SELECT ", "INSERT INTO", "UPDATE SET", "DELETE FROM", "CREATE TABLE", "PRAGMA synchronous =",
        ] {
            #expect(!file.code.contains(word), "\(word)")
        }
    }

    @Test(arguments: SourceFile.all)
    func nothingEndsTheProcessByAccident(_ file: SourceFile) {
        for word in ["try!", "as!", "fatalError(", "preconditionFailure("] {
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
