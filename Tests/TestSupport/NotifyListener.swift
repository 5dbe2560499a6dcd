import Foundation
import Glibc
import Synchronization

/// The socket of a service manager, to which services say how they fare (sd_notify(3)).
package final class NotifyListener: Sendable {
    private let descriptor: Int32
    private let heard = Mutex<[String]>([])

    /// At a path, or at an abstract name (unix(7)), which begins with `@`.
    package init(_ name: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = name.hasPrefix("@") ? [0] + Array(name.utf8.dropFirst()) : Array(name.utf8) + [0]
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let size = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        guard result == 0 else { throw SystemError(call: "bind \(name)", number: errno) }
    }

    deinit {
        close(descriptor)
    }

    /// All that it was told so far: the lines of each message.
    package var messages: [[String]] {
        heard.withLock { heard in
            while let message = receive() { heard.append(message) }
            return heard.map { $0.components(separatedBy: "\n") }
        }
    }

    /// All lines of all messages.
    package var lines: [String] { messages.flatMap { $0 } }

    package func count(_ line: String) -> Int { lines.count { $0 == line } }

    /// - Returns: nil when none waits.
    private func receive() -> String? {
        var buffer = [UInt8](repeating: 0, count: 8192)
        let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
    }
}
