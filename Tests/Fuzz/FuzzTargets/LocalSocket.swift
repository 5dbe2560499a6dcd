import Glibc

/// A client's end of a Unix socket. Nothing waits for ever: minutes without a byte are a broken promise.
final class LocalSocket {
    private let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)

    init(connectingTo path: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { field in
            field.copyBytes(from: path.utf8.prefix(field.count - 1))
        }
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        var patience = timeval(tv_sec: 300, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        try promise("a client can connect", isConnected)
    }

    deinit {
        close(descriptor)
    }

    /// - Returns: false when the server has closed the connection.
    func send(_ bytes: [UInt8]) -> Bool {
        Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    func endSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// What comes until the server closes the connection.
    func receiveAll() throws -> [UInt8] {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            // The fuzzer's alarm: a call with a time limit is not begun anew by itself (signal(7)).
            if count < 0, errno == EINTR { continue }
            try promise("the server closes the connection in time", count >= 0 || errno != EAGAIN)
            // A reset, too, is an end: the server closes without reading what it refuses.
            guard count > 0 else { return received }
            received += buffer[..<count]
        }
    }
}
