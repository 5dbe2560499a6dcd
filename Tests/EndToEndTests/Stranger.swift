import Foundation
import Glibc
import TestSupport

/// A program of another kind, which listens where a tracker should.
final class Stranger: Sendable {
    enum Conduct: Sendable {
        /// Accepts nobody: connections wait in the queue.
        case silent
        /// Sends this to whoever connects, and ends the connection.
        case saying([UInt8])
    }

    private let descriptor: Int32

    /// At the path of a socket.
    init(at path: String, _ conduct: Conduct = .silent) throws {
        descriptor = socket(AF_UNIX, WebServerConnection.type, 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        try WebServerConnection.check("bind", result)
        try listen(conduct)
    }

    /// At a port of 127.0.0.1.
    init(atPort port: UInt16, _ conduct: Conduct = .silent) throws {
        descriptor = socket(AF_INET, WebServerConnection.type, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        try WebServerConnection.check("bind", result)
        try listen(conduct)
    }

    deinit {
        // Ends the thread's wait, too.
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    /// Whether somebody has connected to a silent one.
    var isAsked: Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return Glibc.poll(&poll, 1, 0) > 0
    }

    private func listen(_ conduct: Conduct) throws {
        try WebServerConnection.check("listen", Glibc.listen(descriptor, 64))
        guard case .saying(let bytes) = conduct else { return }
        let descriptor = descriptor
        Thread {
            while true {
                let peer = accept(descriptor, nil, nil)
                guard peer >= 0 else { return }
                // What it is asked, it does not understand.
                var question = [UInt8](repeating: 0, count: 4_096)
                _ = recv(peer, &question, question.count, 0)
                _ = send(peer, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                close(peer)
            }
        }.start()
    }
}
