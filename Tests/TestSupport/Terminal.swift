import Foundation
import Glibc

/// A terminal with a test as the person before it (pty(7)).
package final class Terminal {
    /// The device that a program has as its standard input.
    package let path: String
    private let descriptor: Int32
    /// Kept open, because what is typed and shown is forgotten when no program has the device open.
    private let device: Int32

    package init() throws {
        var (descriptor, device) = (Int32(-1), Int32(-1))
        // PATH_MAX is far more than "/dev/pts/7" needs.
        var name = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard openpty(&descriptor, &device, &name, nil, nil) == 0 else {
            throw SystemError(call: "openpty", number: errno)
        }
        for end in [descriptor, device] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        (self.descriptor, self.device) = (descriptor, device)
    }

    deinit {
        close(device)
        close(descriptor)
    }

    /// Types a line and the Enter key.
    package func type(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(descriptor, bytes, bytes.count)
    }

    /// What has been shown since the last call: with echo on, what was typed.
    package func shown() -> String {
        var pending = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&pending, 1, 0) == 1 else { return "" }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
