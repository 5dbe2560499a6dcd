import Glibc

/// Socket addresses in the form that bind(2) and connect(2) take.
package enum SocketAddress {
    /// Calls `body` with the address of a Unix socket.
    ///
    /// The path has at most 107 bytes; `ListenAddress` has checked it.
    package static func withUnixPath<Result>(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { field in
            field.copyBytes(from: path.utf8.prefix(field.count - 1))
        }
        return with(&address, body)
    }

    /// Calls `body` with the address of a Unix socket that has a path, or a name behind an `@` instead of one.
    ///
    /// The name has at most 107 bytes. Only as many count: of an abstract one (unix(7)) zero bytes would be a part.
    static func withUnixName<Result>(
        _ name: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        let bytes = name.hasPrefix("@") ? [0] + Array(name.utf8.dropFirst()) : Array(name.utf8) + [0]
        let path = String(decoding: bytes, as: UTF8.self)
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        return withUnixPath(path) { address, _ in body(address, length) }
    }

    /// Calls `body` with the address of a port of this machine.
    package static func withLoopback<Result>(
        _ host: ListenAddress.Host, _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        switch host {
        case .ipv4:
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            inet_pton(AF_INET, host.rawValue, &name.sin_addr)
            return with(&name, body)
        case .ipv6:
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            name.sin6_port = port.bigEndian
            inet_pton(AF_INET6, host.rawValue, &name.sin6_addr)
            return with(&name, body)
        }
    }

    /// Calls `body` with an address of any family seen as the general `sockaddr`.
    static func with<Address, Result>(
        _ address: inout Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }
}

/// Which file a path names now, whatever its name.
struct FileIdentity: Equatable, Sendable {
    private let device: UInt
    private let inode: UInt

    /// - Returns: nil when there is no such file.
    init?(path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
    }
}
