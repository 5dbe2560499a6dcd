import Foundation
import Glibc
import TestSupport

/// What the figures were measured on.
struct Machine {
    private static let syncCount = 100

    /// One paragraph: processor, memory, system, disk, versions.
    static func description() throws -> String {
        let memory = Double(ProcessInfo.processInfo.physicalMemory) / 1_073_741_824
        let folder = try TemporaryFolder()
        return """
            \(ProcessInfo.processInfo.activeProcessorCount) x \(try processor()), \(memory.rounded(toPlaces: 0)) GiB; \
            \(try output("/usr/bin/uname", ["-sr"])); files on \(try fileSystem(of: folder)), where a sync takes \
            \(try syncMilliseconds(in: folder).rounded(toPlaces: 2)) ms; \(try versions().joined(separator: ", ")).
            """
    }

    private static func processor() throws -> String {
        let text = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ": ").last.map(String.init) ?? "an unknown processor"
    }

    private static func fileSystem(of folder: TemporaryFolder) throws -> String {
        let lines = try output("/usr/bin/df", ["--output=fstype", folder.path]).split(separator: "\n")
        let name = lines.last.map(String.init) ?? "an unknown file system"
        return name == "tmpfs"
            ? "tmpfs (in memory: nothing is durable; set TMPDIR to a folder on a disk)" : name
    }

    /// The median time from a written page to its being on disk.
    private static func syncMilliseconds(in folder: TemporaryFolder) throws -> Double {
        let descriptor = open(folder.path("page"), O_CREAT | O_WRONLY, 0o600)
        guard descriptor >= 0 else { throw Unexpected("no file can be made in \(folder.path)") }
        defer { close(descriptor) }
        let page = [UInt8](repeating: 1, count: 4_096)
        return (0..<syncCount).map { number in
            ContinuousClock().measure {
                pwrite(descriptor, page, page.count, number * page.count)
                fdatasync(descriptor)
            } / .milliseconds(1)
        }.median
    }

    private static func versions() throws -> [String] {
        let packages = ["nginx", "apache2-bin", "libfcgi0ldbl", "php-fpm", "libsqlite3-0", "wrk"]
        let format = "${Package} ${Version}\n"
        return try output("/usr/bin/dpkg-query", ["--show", "--showformat", format] + packages)
            .split(separator: "\n").map(String.init)
    }

    private static func output(_ program: String, _ arguments: [String]) throws -> String {
        try Command(program, arguments).run().output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
