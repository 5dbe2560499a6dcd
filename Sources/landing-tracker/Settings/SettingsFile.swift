import Foundation
import JSON

/// A file of lines `key = value`. Empty lines and lines that begin with `#` say nothing.
struct SettingsFile {
    let path: String
    let entries: [Entry]

    struct Entry: Equatable {
        let setting: Setting
        let value: String
        /// Counted from 1.
        let line: Int
    }

    /// Hundreds of times what is needed.
    static let byteLimit = 64 * 1024
    static let lineLimit = 1_000

    /// - Returns: nil when there is no such file.
    /// - Throws: `CommandFailure` that names the file, and the line where that is wrong.
    init?(at path: String) throws(CommandFailure) {
        guard let bytes = try Self.read(path) else { return nil }
        self.path = path
        entries = try Self.entries(in: bytes, of: path)
    }

    /// As root reads more than the service, this is for whoever is to read it later.
    ///
    /// - Throws: when there is the file, and this user may not read it.
    static func requireReadable(_ path: String) throws(CommandFailure) {
        guard access(path, R_OK) != 0, errno == EACCES else { return }
        throw denial(path)
    }

    // MARK: Reading

    private static func read(_ path: String) throws(CommandFailure) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT: return nil
            case EACCES: throw denial(path)
            default: throw failure(path, String(cString: strerror(errno)))
            }
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let bytes: Data?
        do { bytes = try file.read(upToCount: byteLimit + 1) } catch {
            throw failure(path, error.localizedDescription)
        }
        guard let bytes, bytes.count > byteLimit else { return Array(bytes ?? Data()) }
        throw CommandFailure(
            "The settings file \(path) has more than \(byteLimit) bytes. Is it the right file?",
            .configuration)
    }

    private static func denial(_ path: String) -> CommandFailure {
        let folder = (path as NSString).deletingLastPathComponent
        return CommandFailure(
            """
            The settings file \(path) cannot be read by \(SystemUser.current), as whom this runs. Nothing secret stands \
            in it: run `chmod a+r \(path)`, and `chmod a+x \(folder)` where the folder is closed.
            """, .configuration)
    }

    private static func failure(_ path: String, _ reason: String) -> CommandFailure {
        CommandFailure("The settings file \(path) cannot be read: \(reason).", .configuration)
    }

    // MARK: Lines

    private static func entries(in bytes: [UInt8], of path: String) throws(CommandFailure) -> [Entry] {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        guard lines.count <= lineLimit else {
            throw CommandFailure(
                "The settings file \(path) has more than \(lineLimit) lines. Is it the right file?",
                .configuration)
        }
        var entries: [Entry] = []
        for (index, line) in lines.enumerated() {
            let place: VisibleText = "\(path) line \(index + 1)"
            guard let entry = try entry(of: line, number: index + 1, at: place) else { continue }
            if let earlier = entries.first(where: { $0.setting == entry.setting }) {
                throw CommandFailure(
                    "\(place): \(entry.setting.key) stands in line \(earlier.line) already. Remove one of them.",
                    .configuration)
            }
            entries.append(entry)
        }
        return entries
    }

    /// - Returns: nil for a line that says nothing.
    private static func entry(
        of line: ArraySlice<UInt8>, number: Int, at place: VisibleText
    ) throws(CommandFailure) -> Entry? {
        guard let text = String(validating: line, as: UTF8.self)?.trimmed else {
            throw CommandFailure("\(place): this is no text in UTF-8.", .configuration)
        }
        guard !text.isEmpty, !text.hasPrefix("#") else { return nil }
        guard let equals = text.firstIndex(of: "=") else {
            throw CommandFailure("\(place): '\(text)' has no `=`. Write key = value.", .configuration)
        }
        let (key, value) = (
            String(text[..<equals]).trimmed, String(text[text.index(after: equals)...]).trimmed
        )
        guard let setting = Setting(rawValue: key) else {
            throw CommandFailure(
                """
                \(place): there is no setting '\(key)'. The settings are \
                \(Setting.allCases.map(\.key).joined(separator: ", ")).
                """, .configuration)
        }
        guard value.canBeShown else {
            throw CommandFailure(
                "\(place): \(key) has no value, or one with a control character.", .configuration)
        }
        return Entry(setting: setting, value: value, line: number)
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
