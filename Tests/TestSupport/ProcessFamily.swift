import Foundation
import Glibc

/// A process with all its descendants, such as a web server and its workers (proc(5)).
package struct ProcessFamily {
    private let root: Int32

    package init(root: Int32) {
        self.root = root
    }

    /// What all threads of all its processes have used so far.
    package func processorSeconds() throws -> Double {
        try members().reduce(0) { $0 + (try Self.processorSeconds(of: $1)) }
    }

    /// What the threads of its first process have used so far, to the nanosecond.
    package func threadSeconds() -> Double {
        Self.threads(of: root).reduce(0) { $0 + $1.processorSeconds }
    }

    /// What its first process has used so far in the recorder's thread; nil when there is none.
    package func recorderSeconds() -> Double? {
        let threads = Self.threads(of: root)
        if let recorder = threads.first(where: { $0.name == "recorder" }) { return recorder.processorSeconds }
        // Foundation drops the name of a thread that gives it to itself before its starter has gone on. It keeps the
        // program's then, and is the busiest of those, the first thread apart.
        let program = threads.first { $0.identifier == root }?.name
        guard program == "landing-tracker" else { return nil }
        return threads.filter { $0.name == program && $0.identifier != root }.map(\.processorSeconds).max()
    }

    /// The most memory that a single process has had resident; of several, what they have now, pages that they share
    /// counted once.
    package func memoryBytes() throws -> Int {
        let members = try members()
        guard members.count > 1 else { return try Self.kibibytes("VmHWM", in: "/proc/\(root)/status") * 1024 }
        return try members.reduce(0) {
            $0 + (try Self.kibibytes("Pss", in: "/proc/\($1)/smaps_rollup")) * 1024
        }
    }

    /// What its processes have made the kernel write to a disk.
    package func writtenBytes() throws -> Int {
        try members().reduce(0) { $0 + (try Self.number("write_bytes", in: "/proc/\($1)/io")) }
    }

    private func members() throws -> [Int32] {
        let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }
        // A process may end while it is looked at; it is then none of a family that serves.
        let parents = processes.map {
            ($0, parent: (try? Self.statFields(of: $0))?.first.flatMap { Int32($0) })
        }
        var members = [root]
        var next = 0
        while next < members.count {
            members += parents.filter { $0.parent == members[next] }.map { $0.0 }
            next += 1
        }
        return members
    }

    private static func processorSeconds(of process: Int32) throws -> Double {
        // utime and stime.
        let ticks = try statFields(of: process)[10...11].reduce(0) { $0 + (Double($1) ?? 0) }
        return ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private struct ProcessThread {
        let identifier: Int32
        /// The first 15 bytes of it.
        let name: String
        let processorSeconds: Double
    }

    /// Without those that end while they are looked at.
    private static func threads(of process: Int32) -> [ProcessThread] {
        let folder = "/proc/\(process)/task"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { thread in
            func text(_ file: String) -> String? {
                try? String(contentsOfFile: "\(folder)/\(thread)/\(file)", encoding: .utf8)
            }
            // Nanoseconds on a processor come first, where stat counts hundredths of a second.
            guard let identifier = Int32(thread), let name = text("comm")?.dropLast(),
                let nanoseconds = text("schedstat")?.split(separator: " ").first.flatMap({ Double($0) })
            else { return nil }
            return ProcessThread(
                identifier: identifier, name: String(name), processorSeconds: nanoseconds / 1e9)
        }
    }

    /// The fields from the fourth, the parent, on: the name in the second may hold anything but ends with the last
    /// parenthesis.
    private static func statFields(of process: Int32) throws -> [Substring] {
        let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        let rest = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
        return Array(rest.dropFirst(2))
    }

    private static func kibibytes(_ name: String, in path: String) throws -> Int {
        try number(name, in: path)
    }

    /// The number behind `name:` on a line of its own.
    private static func number(_ name: String, in path: String) throws -> Int {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
        guard let word = line?.split(whereSeparator: \.isWhitespace).dropFirst().first, let number = Int(word)
        else {
            throw Unexpected("no \(name) in \(path)")
        }
        return number
    }
}
