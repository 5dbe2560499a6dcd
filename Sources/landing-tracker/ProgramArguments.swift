import Foundation

/// What the program was started with, its name first.
enum ProgramArguments {
    /// As the kernel keeps them (proc_pid_cmdline(5)). Swift's own list is looked for beside the environment, and is not
    /// found when a preloaded library has made room for a variable of its own there.
    static var all: [String] {
        guard let bytes = FileManager.default.contents(atPath: "/proc/self/cmdline"), !bytes.isEmpty else {
            return CommandLine.arguments
        }
        return bytes.dropLast().split(separator: 0, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
