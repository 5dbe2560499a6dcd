import Foundation

extension ChildProcess {
    /// How many of its threads have something to do, and do it or wait for a processor (proc(5)).
    package var runnableThreadCount: Int {
        let folder = "/proc/\(identifier)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return threads.count { thread in
            let text = (try? String(contentsOfFile: "\(folder)/\(thread)/stat", encoding: .utf8)) ?? ""
            // The state stands behind the name, which may hold anything but ends with the last parenthesis.
            return text.lastIndex(of: ")").map { text[$0...].hasPrefix(") R") } ?? false
        }
    }
}
