import Glibc
import TestSupport
import Testing

@testable import FastCGI

/// Two connected sockets: ours, and the peer's.
final class SocketPair {
    let ours: Int32
    private var theirs: Int32

    init() throws {
        var pair: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else {
            throw WebServerConnection.Failure(call: "socketpair", errno: errno)
        }
        ours = pair[0]
        theirs = pair[1]
    }

    deinit {
        close(ours)
        closeTheirs()
    }

    func closeTheirs() {
        if theirs >= 0 { close(theirs) }
        theirs = -1
    }

    /// Lets ours take as much at once as the system allows (net.core.wmem_max is 208 KiB, counted twice).
    func enlargeBuffer() {
        var size: Int32 = 1 << 30
        setsockopt(ours, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }

    func send(_ bytes: [UInt8]) {
        #expect(Glibc.send(theirs, bytes, bytes.count, 0) == bytes.count)
    }

    func endSending() {
        shutdown(theirs, Int32(SHUT_WR))
    }
}
