import Foundation
import FuzzTargets
import Testing

/// The short form of `make fuzz`: every input that is kept in the repository keeps the promises.
struct CorpusTests {
    @Test(arguments: FuzzTarget.allCases)
    func everyKeptInputKeepsThePromises(_ target: FuzzTarget) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../Fuzz/corpus/\(target.rawValue)").standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(!files.isEmpty)
        for file in files {
            let input = try [UInt8](Data(contentsOf: file))
            #expect(throws: Never.self, "\(file.path)") { try target.check(input) }
        }
    }
}
