import Glibc

/// Ports of 127.0.0.1.
package enum Loopback {
    /// A port that was free a moment ago; whoever binds it must be ready to try another.
    package static func unusedPort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var address = self.address(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else { throw SystemError(call: "bind", number: errno) }
        return UInt16(bigEndian: address.sin_port)
    }

    /// An open connection from 127.0.0.`host` to a port, whose reads and writes fail when nothing moves for minutes.
    ///
    /// `receiveBytes` is what the system takes in for it before it is read, or a little more; nil: as much as usual.
    package static func connect(
        to port: UInt16, from host: UInt8 = 1, receiveBytes: Int32? = nil
    ) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        if var receiveBytes {
            setsockopt(
                descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBytes, socklen_t(MemoryLayout<Int32>.size))
        }
        var patience = timeval(tv_sec: Int(Patience.seconds), tv_usec: 0)
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        var (source, address) = (self.address(port: 0, host: host), self.address(port: port))
        let isBound = withUnsafePointer(to: &source) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                host == 1 || bind(descriptor, $0, size) == 0
            }
        }
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                isBound && Glibc.connect(descriptor, $0, size) == 0
            }
        }
        guard isConnected else {
            let number = errno
            close(descriptor)
            throw SystemError(call: "connect", number: number)
        }
        return descriptor
    }

    private static func address(port: UInt16, host: UInt8 = 1) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = (UInt32(0x7F00_0000) + UInt32(host)).bigEndian
        return address
    }
}

/// A call of the system that failed.
package struct SystemError: Error, CustomStringConvertible {
    let call: String
    let number: Int32

    package var description: String { "\(call): \(String(cString: strerror(number)))" }
}
