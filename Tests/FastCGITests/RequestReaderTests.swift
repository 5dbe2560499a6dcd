import TestSupport
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
