import Foundation
import Glibc
import TestSupport

/// A connection to a web server by somebody who does not behave: asks, and then reads as little as it likes.
final class Peer: Sendable {
    private let descriptor: Int32

    /// Sends a request and reads nothing of the answer. The system takes in little of it meanwhile, so that an answer of
    /// some 100 KiB waits at the web server.
    init(port: UInt16, sending request: String) throws {
        descriptor = try Loopback.connect(to: port, receiveBytes: 4096)
        var rest = Array(request.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // A web server that has refused what it was still sent may have closed already.
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
    }

    deinit {
        close(descriptor)
    }

    /// Whether the answer has begun to come, or the connection has ended.
    var isAnswered: Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) >= 0
            || errno != EAGAIN
    }

    /// Reads one byte of what has come, if there is one.
    func readByte() {
        var byte: UInt8 = 0
        _ = recv(descriptor, &byte, 1, Int32(MSG_DONTWAIT))
    }

    /// Is gone from one moment to the next: the connection is reset.
    func vanish() {
        // Dissolves the connection (connect(2)).
        var nobody = sockaddr()
        nobody.sa_family = sa_family_t(AF_UNSPEC)
        _ = connect(descriptor, &nobody, socklen_t(MemoryLayout<sockaddr>.size))
    }
}
