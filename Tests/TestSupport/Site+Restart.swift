import Foundation
import Glibc

extension Site {
    /// Ends the responder, gently, so that the supervisor of `Listener.supervisor` starts another one; returns when it has.
    package func restartSupervised() throws {
        let before = try supervisedProcess()
        if let before { kill(before, SIGTERM) }
        try waitUntil("another responder runs") {
            if let now = try supervisedProcess() { now != before } else { false }
        }
    }

    /// The process that the supervisor has started last; nil while its number is being written.
    private func supervisedProcess() throws -> Int32? {
        let text = try String(contentsOfFile: folder.path("fcgi.sock.pid"), encoding: .utf8)
        return Int32(text.dropLast())
    }
}

extension WebServer {
    /// Has nginx read its configuration again; returns when the workers of the old one are gone.
    package func reload() throws {
        let before = try workers
        send(SIGHUP)
        try waitUntil("nginx has new workers alone") {
            let now = try workers
            return !now.isEmpty && now.isDisjoint(with: before)
        }
    }
}
