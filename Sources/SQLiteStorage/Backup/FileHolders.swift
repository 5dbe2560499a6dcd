import Foundation

/// The other programs that have a file open, as far as the system shows them (proc_pid_fd(5)): root sees all, others
/// those of their own user.
enum FileHolders {
    /// Each as `sqlite3 (4711)`; none for nil.
    static func names(of file: Inode?) -> [String] {
        processes(with: file).map(title)
    }

    /// Those of this program that answer requests: `serve`, and CGI programs, which are given no word.
    static func responders(of file: Inode?) -> [String] {
        processes(with: file).filter { name(of: $0).hasPrefix("landing-tracker") && isResponder($0) }
            .map(title)
    }

    private static func processes(with file: Inode?) -> [Int32] {
        guard let file else { return [] }
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.compactMap { Int32($0) }.sorted()
            .filter { $0 != getpid() && hasOpen(file, process: $0) }
    }

    private static func title(of process: Int32) -> String { "\(name(of: process)) (\(process))" }

    private static func isResponder(_ process: Int32) -> Bool {
        let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline")
        guard let line else { return false }
        let words = line.split(separator: 0).dropFirst().map { String(decoding: $0, as: UTF8.self) }
        return words.isEmpty || words.contains("serve")
    }

    private static func hasOpen(_ file: Inode, process: Int32) -> Bool {
        let folder = "/proc/\(process)/fd"
        let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return descriptors.contains { Inode(path: "\(folder)/\($0)") == file }
    }

    private static func name(of process: Int32) -> String {
        let name = FileManager.default.contents(atPath: "/proc/\(process)/comm")
        return name.map { String(decoding: $0.dropLast(), as: UTF8.self) } ?? "?"
    }
}
