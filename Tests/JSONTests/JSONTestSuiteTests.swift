import Foundation
import JSON
import Testing

/// Nicolas Seriot's JSONTestSuite, when its folder is there: `y_` must be accepted, `n_` refused, `i_`
/// survived.
struct JSONTestSuiteTests {
    /// JSON_TEST_SUITE, or `shared/JSONTestSuite/test_parsing` beside the checkout.
    private static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["JSON_TEST_SUITE"] {
            return URL(fileURLWithPath: path)
        }
        let package = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return package.deletingLastPathComponent().appendingPathComponent("shared/JSONTestSuite/test_parsing")
    }()

    private static let files: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".json") }.sorted()

    @Test(
        .enabled(
            if: !files.isEmpty, "no JSONTestSuite here; JSON_TEST_SUITE may name its test_parsing"),
        arguments: files)
    func verdictIsTheSuites(file: String) throws {
        let document = try [UInt8](Data(contentsOf: Self.folder.appendingPathComponent(file)))
        let isAccepted = (try? JSONText(parsing: document)) != nil
        switch file.prefix(2) {
        case "y_": #expect(isAccepted)
        case "n_": #expect(!isAccepted)
        default: #expect(file.hasPrefix("i_"))
        }
        let isObject = (try? JSONObject(parsing: document)) != nil
        #expect(isAccepted || !isObject)
    }
}
