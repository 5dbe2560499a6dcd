import Foundation
import Glibc
import TestSupport

/// What processes have open.
enum OpenFiles {
    /// Lets this process, and those that it starts from here on, have so many files open.
    static func allow(_ count: Int) throws {
        // RLIMIT_NOFILE is an enumerator here, and of another type elsewhere.
        let resource = __rlimit_resource_t(7)
        var limit = rlimit()
        getrlimit(resource, &limit)
        guard limit.rlim_max >= rlim_t(count) else {
            throw Unexpected("\(count) open files are needed, \(limit.rlim_max) allowed: see `ulimit -Hn`")
        }
        limit.rlim_cur = max(limit.rlim_cur, rlim_t(count))
        setrlimit(resource, &limit)
    }

    static func sockets(of process: Int32) throws -> Int {
        try targets(of: process).count { $0.hasPrefix("socket:") }
    }

    /// Files, folders and whatever else is no socket.
    static func others(of process: Int32) throws -> Int {
        try targets(of: process).count { !$0.hasPrefix("socket:") }
    }

    /// What each descriptor stands for (proc_pid_fd(5)).
    static func targets(of process: Int32) throws -> [String] {
        let folder = "/proc/\(process)/fd"
        return try FileManager.default.contentsOfDirectory(atPath: folder).compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")
        }
    }
}
