import Foundation
import Glibc

/// A web server's end of one connection. Nothing waits for ever: each read and write has minutes.
package final class WebServerConnection {
    /// Not passed on to processes that tests start: they would keep it open.
    package static let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)

    private let descriptor: Int32
    private var unread: [UInt8] = []

    /// What a request got.
    package struct Answer: Equatable {
        /// The CGI header, the body behind it.
        package var output: [UInt8] = []
        /// The content of each record of errors; empty for one that says that there are none.
        package var errors: [[UInt8]] = []
        package var protocolStatus: UInt8 = 0
        package var requestID: UInt16 = 0

        /// `201` of `Status: 201 Created`; 0 without one.
        package var status: Int {
            let words = String(decoding: output.prefix(64), as: UTF8.self).split(separator: " ")
            return words.first == "Status:" ? words.dropFirst().first.flatMap { Int($0) } ?? 0 : 0
        }

        package var body: ArraySlice<UInt8> {
            let end = output.indices.first { output[$0...].starts(with: "\r\n\r\n".utf8) }
            return end.map { output[($0 + 4)...] } ?? []
        }
    }

    package struct Failure: Error {
        package let call: String
        package let errno: Int32

        package init(call: String, errno: Int32) {
            self.call = call
            self.errno = errno
        }
    }

    /// Takes over a socket that is connected.
    package init(descriptor: Int32) {
        self.descriptor = descriptor
        var limit = timeval(tv_sec: Int(Patience.seconds), tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
    }

    /// Connects to a Unix socket.
    package convenience init(path: String) throws {
        self.init(descriptor: socket(AF_UNIX, Self.type, 0))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try Self.check("connect", result)
    }

    deinit {
        close(descriptor)
    }

    package func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            try Self.check("send", Int32(count))
            rest = rest.dropFirst(count)
        }
    }

    /// Tells the server that nothing more will come.
    package func endSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    package func answer(to request: WebServerRequest) throws -> Answer {
        try send(request.bytes)
        return try answer()
    }

    /// Reads to the record that ends a request, so many bytes at a time, with a pause before each.
    package func answer(chunk: Int = 64 * 1024, pauseMicroseconds: UInt32 = 0) throws -> Answer {
        var answer = Answer()
        let pace = Pace(chunk: chunk, pauseMicroseconds: pauseMicroseconds)
        while true {
            let header = try take(8, pace)
            let content = try take(Int(header[4]) << 8 | Int(header[5]), pace)
            _ = try take(Int(header[6]), pace)
            switch Record.Kind(rawValue: header[1]) {
            case .standardOutput: answer.output += content
            case .standardError: answer.errors.append(content)
            case .end:
                answer.protocolStatus = content[4]
                answer.requestID = UInt16(header[2]) << 8 | UInt16(header[3])
                return answer
            default: throw Failure(call: "record \(header[1])", errno: 0)
            }
        }
    }

    /// Whether the server closes the connection within the time, which is far more than any needs; what it still sends is
    /// passed over.
    package func isEnded(withinMilliseconds milliseconds: Int32 = Int32(Patience.seconds) * 1000) -> Bool {
        let end = ContinuousClock.now + .milliseconds(milliseconds)
        while true {
            var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let left = (end - .now) / .milliseconds(1)
            guard left > 0, Glibc.poll(&poll, 1, Int32(left.rounded(.up))) > 0 else { return false }
            guard let count = try? receive(64 * 1024), count > 0 else { return true }
        }
    }

    /// Whether the server has closed the connection; takes nothing that it sent.
    package var isHungUp: Bool {
        var poll = pollfd(fd: descriptor, events: 0, revents: 0)
        return Glibc.poll(&poll, 1, 0) > 0 && poll.revents & Int16(POLLHUP) != 0
    }

    /// Reads so many bytes at most, and does nothing with them.
    package func skip(_ count: Int) throws {
        _ = try receive(count)
        unread = []
    }

    private struct Pace {
        let chunk: Int
        let pauseMicroseconds: UInt32
    }

    private func take(_ count: Int, _ pace: Pace) throws -> [UInt8] {
        while unread.count < count {
            if pace.pauseMicroseconds > 0 { usleep(pace.pauseMicroseconds) }
            guard try receive(pace.chunk) > 0 else { throw Failure(call: "end of connection", errno: 0) }
        }
        defer { unread.removeFirst(count) }
        return Array(unread.prefix(count))
    }

    private func receive(_ most: Int) throws -> Int {
        var buffer = [UInt8](repeating: 0, count: most)
        let count = recv(descriptor, &buffer, most, 0)
        try Self.check("recv", Int32(count))
        unread += buffer.prefix(count)
        return count
    }

    package static func check(_ call: String, _ result: Int32) throws {
        guard result >= 0 else { throw Failure(call: call, errno: errno) }
    }
}
