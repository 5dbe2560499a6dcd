import Foundation

/// What systemd knows of a unit, as it has loaded it. To ask starts nothing.
struct UnitProperties {
    private let lines: [(name: String, value: String)]

    /// Of each of the units, which may be patterns for those that are loaded.
    ///
    /// - Returns: nil when there is no systemd, or when it does not answer in time.
    static func show(_ names: [String], of units: [String]) -> [UnitProperties]? {
        let words = ["systemctl", "show", "--property=\(names.joined(separator: ","))"] + units
        guard let text = output(of: words) else { return nil }
        let blocks = text.split(separator: "\n", omittingEmptySubsequences: false).split(separator: "")
        return blocks.map(UnitProperties.init)
    }

    private init(_ lines: some Sequence<Substring>) {
        self.lines = lines.compactMap { line in
            guard let equals = line.firstIndex(of: "=") else { return nil }
            return (String(line[..<equals]), String(line[line.index(after: equals)...]))
        }
    }

    /// Empty when it has none.
    subscript(name: String) -> String { values(of: name).first ?? "" }

    /// Some have a line for each value.
    func values(of name: String) -> [String] {
        lines.filter { $0.name == name }.map(\.value)
    }

    var isLoaded: Bool { self["LoadState"] == "loaded" }

    private static func output(of words: [String]) -> String? {
        let program = Process()
        let output = Pipe()
        program.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        program.arguments = ["timeout", "--kill-after=1", "5"] + words
        program.standardInput = FileHandle.nullDevice
        program.standardOutput = output
        program.standardError = FileHandle.nullDevice
        guard (try? program.run()) != nil, let bytes = try? output.fileHandleForReading.readToEnd() else {
            return nil
        }
        program.waitUntilExit()
        return program.terminationStatus == 0 ? String(decoding: bytes, as: UTF8.self) : nil
    }
}
