import Foundation

/// Where the sources and the built program are, for tests that use what is shipped as it is.
package enum Repository {
    package static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The program as built with the tests: LANDING_TRACKER_BINARY, else the one beside the running test bundle.
    package static let program =
        ProcessInfo.processInfo.environment[programVariable] ?? built("landing-tracker")
    static let programVariable = "LANDING_TRACKER_BINARY"

    /// A program of this package, beside the one that runs.
    package static func built(_ name: String) -> String {
        let running = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: running).deletingLastPathComponent().path + "/\(name)"
    }

    /// A shipped file of `conf/`, as an administrator would adapt it: each key replaced by its value.
    package static func configuration(_ name: String, replacing places: [String: String]) throws -> String {
        var text = try String(contentsOfFile: "\(root)/conf/\(name)", encoding: .utf8)
        for (place, replacement) in places {
            text = text.replacingOccurrences(of: place, with: replacement)
        }
        return text
    }

    /// A section of the manual of running it, `conf/README.md`, from behind its heading up to the next one.
    package static func section(_ heading: String) throws -> String {
        let manual = try configuration("README.md", replacing: [:])
        let sections = manual.replacingOccurrences(of: "\n### ", with: "\n## ").components(
            separatedBy: "\n## ")
        guard let section = sections.first(where: { $0.hasPrefix("\(heading)\n") }) else {
            throw Unexpected("no section \(heading) in the manual")
        }
        return section
    }
}
