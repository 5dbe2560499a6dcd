import Foundation
import HTTP
import Testing

/// Whole answers, kept in files under `Golden`; `RECORD_GOLDEN=1` writes them anew, to be reviewed as a diff.
enum Golden {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    /// Expects an answer as a file has it: its status and media type, then its body, JSON with a line per member.
    static func expect(
        _ response: HTTPResponse, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let isJSON = response[.contentType] == "application/json"
        let text = """
            \(response.status.code) \(response.status.reason)
            \(response[.contentType] ?? "")

            \(isJSON ? pretty(response.body) : response.text)
            """
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try Data((text + "\n").utf8).write(to: file)
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(expected.utf8.elementsEqual((text + "\n").utf8), "\(text)", sourceLocation: sourceLocation)
    }

    /// The same JSON with line breaks; numbers and strings stay as they are written.
    private static func pretty(_ body: [UInt8]) -> String {
        var text = ""
        var depth = 0
        var isInString = false
        var isEscaped = false
        for scalar in String(decoding: body, as: UTF8.self).unicodeScalars {
            if isInString {
                isInString = scalar != "\"" || isEscaped
                isEscaped = scalar == "\\" && !isEscaped
            } else if scalar == "}" || scalar == "]" {
                depth -= 1
                text += lineBreak(depth)
            } else if scalar == "\"" {
                isInString = true
            }
            text.unicodeScalars.append(scalar)
            guard !isInString else { continue }
            if scalar == "{" || scalar == "[" { depth += 1 }
            if scalar == "{" || scalar == "[" || scalar == "," { text += lineBreak(depth) }
            if scalar == ":" { text += " " }
        }
        return text
    }

    private static func lineBreak(_ depth: Int) -> String {
        "\n" + String(repeating: "  ", count: depth)
    }
}
