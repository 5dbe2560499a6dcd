import CFastCGI
import Glibc

/// A socket that web servers connect to: one of our own, or one that was handed to us open.
package struct ListeningSocket: Sendable {
    let descriptor: Int32
    let origin: Origin

    enum Origin: Sendable {
        /// Bound here; `file` identifies the socket file, so that only ours is ever removed.
        case own(ListenAddress, file: FileIdentity?)
        /// Held by someone else too (systemd, spawn-fcgi, mod_fcgid): the next process needs it as it is.
        case inherited
    }

    /// How many connections may wait for acceptance. A full backlog refuses at once, so it is generous;
    /// the kernel cuts it to net.core.somaxconn.
    private static let backlog: Int32 = 4096

    /// Binds and listens; `access` is of a socket file.
    ///
    /// - Throws: `inUse` when a live server answers on the address. A socket file that nobody serves is replaced.
    package init(_ address: ListenAddress, access: SocketAccess = SocketAccess()) throws(ListenError) {
        switch address {
        case .unix(let path):
            try Self.requireReplaceable(path)
            unlink(path)
            descriptor = try Self.bound(AF_UNIX, address) { descriptor throws(ListenError) in
                try Self.bindUnix(descriptor, path, address, access)
            }
            origin = .own(address, file: FileIdentity(path: path))
        case .tcp(let host, let port):
            descriptor = try Self.bound(host.family, address) {
                descriptor throws(ListenError) in
                try Self.bindTCP(descriptor, host, port, address)
            }
            origin = .own(address, file: nil)
        }
    }

    /// Takes over a listener that others hold too.
    init(inherited descriptor: Int32) {
        self.descriptor = descriptor
        origin = .inherited
        _ = fcntl(descriptor, F_SETFD, Int32(FD_CLOEXEC))
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    /// Whether a descriptor is a stream socket that accepts connections.
    package static func isListening(_ descriptor: Int32) -> Bool {
        option(SO_ACCEPTCONN, of: descriptor) == 1
            && option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue)
    }

    /// - Returns: nil for what is no socket.
    private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
    }

    /// Whether a live server answers on the address.
    static func isServed(_ address: ListenAddress) -> Bool {
        guard case .unix(let path) = address else { return false }
        return isServed(probe(path))
    }

    /// - Throws: `notASocket` when something else than a socket stands at the path, `inUse` when a live server
    ///   answers there, `failed` when nobody can tell.
    static func requireReplaceable(_ path: String) throws(ListenError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        let code = probe(path)
        guard !isServed(code) else { throw .inUse(.unix(path: path)) }
        // Anything but a refusal (no permission, a socket of another kind) says nothing about its server.
        guard code == ECONNREFUSED || code == ENOENT else {
            throw .failed(.unix(path: path), call: "connect", errno: code)
        }
    }

    /// EAGAIN: the server's backlog is full.
    private static func isServed(_ code: Int32) -> Bool { code == 0 || code == EAGAIN }

    /// Tries to connect to a socket file, without waiting.
    ///
    /// - Returns: the errno of the attempt, 0 for a connection.
    private static func probe(_ path: String) -> Int32 {
        let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | landing_tracker_accept_flags, 0)
        guard probe >= 0 else { return errno }
        defer { Glibc.close(probe) }
        return SocketAddress.withUnixPath(path) { connect(probe, $0, $1) } == 0 ? 0 : errno
    }

    /// Refuses new connections. Those that wait on a Unix socket can still be accepted; on TCP they are reset.
    func refuseNewConnections() {
        guard case .own = origin else { return }
        shutdown(descriptor, Int32(SHUT_RD))
    }

    /// Closes the socket and removes its file, unless another server has put its own there meanwhile.
    func close() {
        // Compared while the socket is open: until then no other file can get its inode.
        if case .own(.unix(let path), let file?) = origin, FileIdentity(path: path) == file { unlink(path) }
        Glibc.close(descriptor)
    }
}

extension ListeningSocket {
    private static func bound(
        _ family: Int32, _ address: ListenAddress, bind: (Int32) throws(ListenError) -> Void
    ) throws(ListenError) -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue) | landing_tracker_accept_flags
        let descriptor = socket(family, type, 0)
        guard descriptor >= 0 else { throw .failed(address, call: "socket", errno: errno) }
        do throws(ListenError) {
            try bind(descriptor)
            guard listen(descriptor, backlog) == 0 else {
                throw errno == EADDRINUSE
                    ? .inUse(address) : .failed(address, call: "listen", errno: errno)
            }
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func bindUnix(
        _ descriptor: Int32, _ path: String, _ address: ListenAddress, _ access: SocketAccess
    ) throws(ListenError) {
        guard SocketAddress.withUnixPath(path, { bind(descriptor, $0, $1) }) == 0 else {
            throw errno == EADDRINUSE ? .inUse(address) : .failed(address, call: "bind", errno: errno)
        }
        do throws(ListenError) {
            // Nobody can connect before listen(2), so group and mode are right before they matter.
            try access.apply(to: path, of: address)
        } catch {
            unlink(path)
            throw error
        }
    }

    private static func bindTCP(
        _ descriptor: Int32, _ host: ListenAddress.Host, _ port: UInt16, _ address: ListenAddress
    ) throws(ListenError) {
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        let result = SocketAddress.withLoopback(host, port) { bind(descriptor, $0, $1) }
        guard result == 0 else {
            throw errno == EADDRINUSE ? .inUse(address) : .failed(address, call: "bind", errno: errno)
        }
    }
}
