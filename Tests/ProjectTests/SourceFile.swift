import Foundation
import Testing

/// One Swift file of the product, or of its tests.
struct SourceFile: CustomTestStringConvertible, Sendable {
    let module: String
    let path: String
    /// The text without its comment lines.
    let code: String
    /// The modules that it imports.
    let imports: Set<String>

    var testDescription: String { path }

    /// The modules that know a database.
    static let stores: Set = ["SQLiteStorage"]

    /// Every Swift file under Sources.
    static let all = files(in: repository.appending(path: "Sources"))

    /// Those of the tests that every store must pass.
    static let contractTests = files(in: repository.appending(path: "Tests"))
        .filter { $0.module == "StoreContractTests" }

    /// The functions that are tests, by name.
    static let testNames = Set(
        files(in: repository.appending(path: "Tests")).flatMap { file in
            file.code.matches(of: /@Test\b.*?\bfunc (\w+)/.dotMatchesNewlines()).map { String($0.output.1) }
        })

    private static let repository = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func files(in folder: URL) -> [SourceFile] {
        let enumerator = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let files = (enumerator?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
        return files.compactMap { SourceFile($0, in: folder) }.sorted { $0.path < $1.path }
    }

    private init?(_ url: URL, in folder: URL) {
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
        path = String(url.path.dropFirst(folder.path.count + 1))
        module = String(path.prefix { $0 != "/" })
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let codeLines = lines.filter { !$0.hasPrefix("//") }
        code = codeLines.joined(separator: "\n")
        imports = Set(codeLines.compactMap(Self.importedModule))
    }

    /// `import Module`, also behind attributes or an access level, and `import struct Module.Name`.
    private static func importedModule(_ line: String) -> String? {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"),
            words[..<keyword].allSatisfy({
                $0.hasPrefix("@") || ["internal", "private", "package"].contains($0)
            }),
            let last = words[(keyword + 1)...].last
        else { return nil }
        return last.split(separator: ".").first.map(String.init)
    }
}
