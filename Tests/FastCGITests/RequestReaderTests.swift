import Glibc
import Testing

@testable import FastCGI

/// What the reader says of connections that have no whole request; see `FastCGIServerTests` for those that do.
struct RequestReaderTests {
    private let ends: SocketPair
    private let connection: Connection

    init() throws {
        ends = try SocketPair()
        connection = Connection(descriptor: ends.ours)
    }

    private func isIncomplete(_ result: RequestReader.Result) -> Bool {
        if case .incomplete = result { true } else { false }
    }

    @Test func silenceIsIncomplete() {
        var reader = RequestReader(limits: Limits())
        let result = reader.read(from: connection)
        #expect(isIncomplete(result))
        #expect(connection.partial == nil)
    }

    @Test func halfARequestIsKept() {
        let half = WebServerRequest().begin
        ends.send(half)
        var reader = RequestReader(limits: Limits())
        let result = reader.read(from: connection)
        #expect(isIncomplete(result))
        #expect(connection.partial?.bytes == half)
    }

    @Test func endIsClosed() {
        ends.send(WebServerRequest().begin)
        ends.endSending()
        var reader = RequestReader(limits: Limits())
        guard case .closed(nil) = reader.read(from: connection) else {
            Issue.record("not closed")
            return
        }
    }

    @Test func refusalHasItsReason() {
        ends.send(Record(.getValues, id: 0).bytes)
        var reader = RequestReader(limits: Limits())
        guard case .closed(.recordType(9)) = reader.read(from: connection) else {
            Issue.record("not refused")
            return
        }
    }

    @Test func connectionThatStillSendsAtItsDeadlineIsClosed() {
        var limits = Limits()
        limits.receiveTimeoutSeconds = 0
        ends.send(WebServerRequest().begin)
        var reader = RequestReader(limits: limits)
        guard case .closed(nil) = reader.read(from: connection) else {
            Issue.record("not closed")
            return
        }
    }
}

/// Two connected sockets: ours, and the peer's.
private final class SocketPair {
    let ours: Int32
    private let theirs: Int32

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
        close(theirs)
    }

    func send(_ bytes: [UInt8]) {
        #expect(Glibc.send(theirs, bytes, bytes.count, 0) == bytes.count)
    }

    func endSending() {
        shutdown(theirs, Int32(SHUT_WR))
    }
}
