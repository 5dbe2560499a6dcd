import Foundation

extension Thread {
    /// Gives the calling thread the name that the system shows, of which it takes 15 bytes.
    ///
    /// `Thread.name` is lost when it is set while `start()` has not returned yet. Without a /proc a thread has no name,
    /// and nothing else depends on it. Source: https://man7.org/linux/man-pages/man5/proc_pid_comm.5.html
    package static func nameThisOne(_ name: String) {
        try? Data(name.utf8).write(to: URL(fileURLWithPath: "/proc/thread-self/comm"))
    }
}
