import Foundation
import Glibc

/// A connection to a web server on loopback that is kept open: plain HTTP/1.1, one request at a time.
///
/// For load, and for requests that no ordinary client sends. Not for use by several threads at once.
package final class HTTPClient {
    /// What becomes of the connection between two requests.
    package enum Reuse: Sendable, CaseIterable {
        case kept
        /// As a program that runs curl for each event: a new connection every time.
        case never
        /// As browsers and curl: when a kept connection turns out to be closed before a byte of the answer, the
        /// request goes out once more on a new one (RFC 9110 section 9.2.2: it may, where a repetition is harmless).
        case keptUntilClosed
    }

    private let port: UInt16
    private let host: UInt8
    private let reuse: Reuse
    private var descriptor: Int32?
    private var received: [UInt8] = []
    /// How many requests met a connection that had just been closed, and went out once more.
    package private(set) var repeatCount = 0

    /// As a client at 127.0.0.`host`.
    package init(port: UInt16, from host: UInt8 = 1, reuse: Reuse = .kept) {
        self.port = port
        self.host = host
        self.reuse = reuse
    }

    deinit {
        disconnect()
    }

    /// Sends a JSON body by POST.
    package func post(_ path: String, _ json: String) throws -> Answer {
        try send("POST", path, headers: ["Content-Type: application/json"], body: Array(json.utf8))
    }

    package func get(_ path: String) throws -> Answer {
        try send("GET", path)
    }

    /// Sends a request as it is given, and waits for the answer.
    ///
    /// - Throws: after which the next request goes out on a new connection.
    package func send(
        _ method: String, _ path: String, headers: [String] = [], body: [UInt8]? = nil
    ) throws -> Answer {
        let request = Self.bytes(method, path, headers, body)
        if reuse == .never { disconnect() }
        let isReused = descriptor != nil
        do {
            return try exchange(request, method)
        } catch is ConnectionClosed where isReused && reuse == .keptUntilClosed {
            repeatCount += 1
            return try exchange(request, method)
        }
    }

    /// Sends a request, and does not wait for the answer.
    package func start(
        _ method: String, _ path: String, headers: [String] = [], body: [UInt8]? = nil
    ) throws {
        try write(Self.bytes(method, path, headers, body))
    }

    private static func bytes(
        _ method: String, _ path: String, _ headers: [String], _ body: [UInt8]?
    ) -> [UInt8] {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1"] + headers
        if let body { lines.append("Content-Length: \(body.count)") }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (body ?? [])
    }

    /// The connection was closed before a byte of the answer had come.
    private struct ConnectionClosed: Error {}

    private func exchange(_ request: [UInt8], _ method: String) throws -> Answer {
        do {
            try write(request)
            return try readAnswer(to: method)
        } catch {
            let isUnanswered = received.isEmpty && (error as? SystemError)?.number != EAGAIN
            disconnect()
            throw isUnanswered && reuse == .keptUntilClosed ? ConnectionClosed() : error
        }
    }

    package func disconnect() {
        if let descriptor { close(descriptor) }
        descriptor = nil
        received = []
    }

    private func write(_ bytes: [UInt8]) throws {
        let descriptor = try self.descriptor ?? Loopback.connect(to: port, from: host)
        self.descriptor = descriptor
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw SystemError(call: "send", number: errno) }
            rest = rest.dropFirst(count)
        }
    }

    private func readAnswer(to method: String) throws -> Answer {
        let head = try readLines(until: Array("\r\n\r\n".utf8))
        let answer = try Answer(head: head, body: "")
        guard answer.status >= 200 else { return try readAnswer(to: method) }
        let body = try readBody(of: answer, to: method)
        if answer[header: "connection"]?.lowercased() == "close" { disconnect() }
        return Answer(
            status: answer.status, headers: answer.headers, body: String(decoding: body, as: UTF8.self))
    }

    private func readBody(of answer: Answer, to method: String) throws -> [UInt8] {
        if method == "HEAD" || answer.status == 204 || answer.status == 304 { return [] }
        if answer[header: "transfer-encoding"]?.lowercased() == "chunked" { return try readChunks() }
        guard let length = answer[header: "content-length"].flatMap({ Int($0) }) else {
            throw Unexpected("no length in \(answer.headers)")
        }
        return try readBytes(length)
    }

    private func readChunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let line = try readLines(until: Array("\r\n".utf8))
            guard let length = Int(line, radix: 16) else { throw Unexpected("chunk \(line)") }
            body += try readBytes(length)
            _ = try readBytes(2)
            if length == 0 { return body }
        }
    }

    private func readLines(until end: [UInt8]) throws -> String {
        while true {
            if let range = received.firstRange(of: end) {
                defer { received.removeSubrange(..<range.upperBound) }
                return String(decoding: received[..<range.lowerBound], as: UTF8.self)
            }
            try readMore()
        }
    }

    private func readBytes(_ count: Int) throws -> [UInt8] {
        while received.count < count { try readMore() }
        defer { received.removeFirst(count) }
        return Array(received[..<count])
    }

    private func readMore() throws {
        guard let descriptor else { throw Unexpected("no connection") }
        var bytes = [UInt8](repeating: 0, count: 16 * 1024)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        guard count >= 0 else { throw SystemError(call: "recv", number: errno) }
        guard count > 0 else { throw Unexpected("the connection was cut") }
        received += bytes[..<count]
    }
}
