import HTTP
import Synchronization
import TestSupport
import TestTraits
import Testing

@testable import FastCGI

/// Answers that are large, or that nobody reads, or slowly. One after the other: each moves megabytes.
@Suite(.ownThread, .serialized, .timeLimit(.minutes(30)))
struct AnswerTests {
    private static let large = 1024 * 1024

    private func limits(
        send: Double = 600, minimum: Int = 512 * 1024, unsent: Int = 64 * 1024 * 1024
    ) -> Limits {
        var limits = Limits()
        limits.sendTimeoutSeconds = send
        limits.sendMinimumBytes = minimum
        limits.unsentBytes = unsent
        return limits
    }

    /// A connection that has sent a request for so many bytes.
    private func asking(
        _ server: TestServer, for bytes: Int, isKept: Bool = true
    ) throws -> WebServerConnection {
        let connection = try server.connect()
        try connection.send(WebServerRequest(askingFor: bytes, isKept: isKept).bytes)
        return connection
    }

    // MARK: Whole

    private static let sizes = [
        0, 1, 8000, 8191, 8192, 8193, 32_000, 32_767, 32_768, 32_769, 65_400, 65_527, 65_528, 65_529, 65_535,
        65_536, 131_071, 131_072, 131_073, 300_000, 1_000_003,
    ]

    @Test func answersOfAnySizeShareAKeptConnection() throws {
        let server = try TestServer(workerCount: 1, handler: HTTPResponse.sized)
        let connection = try server.connect()
        for (number, count) in Self.sizes.enumerated() {
            try expectAnswer(of: count, to: UInt16(number + 0x1234), on: connection, isKept: true)
        }
    }

    @Test(arguments: sizes)
    func answerOfAnySizeEndsAConnectionNotToBeKept(count: Int) throws {
        let server = try TestServer(workerCount: 1, handler: HTTPResponse.sized)
        let connection = try server.connect()
        try expectAnswer(of: count, to: 1, on: connection, isKept: false)
        #expect(connection.isEnded())
    }

    private func expectAnswer(
        of count: Int, to id: UInt16, on connection: WebServerConnection, isKept: Bool
    ) throws {
        let answer = try connection.answer(to: WebServerRequest(id: id, askingFor: count, isKept: isKept))
        #expect(answer.status == 200)
        #expect(answer.body.isSized(count), "\(count) bytes")
        #expect(answer.protocolStatus == 0)
        #expect(answer.requestID == id)
    }

    @Test func headOfALargeAnswerHasItsLengthOnly() throws {
        let server = try TestServer(workerCount: 1, handler: HTTPResponse.sized)
        let connection = try server.connect()
        var request = WebServerRequest(askingFor: Self.large)
        request.variables[0].1 = "HEAD"
        let answer = try connection.answer(to: request)
        #expect(answer.body.isEmpty)
        #expect(String(decoding: answer.output, as: UTF8.self).contains("Content-Length: 1048576\r\n"))
        #expect(try connection.answer(to: WebServerRequest(askingFor: 10)).body.count == 10)
    }

    @Test func slowReaderGetsTheWholeAnswer() throws {
        let server = try TestServer(limits: limits(send: 2), workerCount: 1, handler: HTTPResponse.sized)
        let count = 10 * 1024 * 1024
        let connection = try asking(server, for: count)
        let start = MonotonicClock.now
        let answer = try connection.answer(chunk: 64 * 1024, pauseMicroseconds: 20_000)
        #expect(MonotonicClock.now - start > 2000, "longer than for one step")
        #expect(answer.body.isSized(count))
        #expect(try connection.answer(to: WebServerRequest(askingFor: 1)).status == 200)
        #expect(eventually { server.unsentBytes == 0 })
    }

    @Test func readerThatSendsNoMoreGetsTheWholeAnswer() throws {
        let server = try TestServer(workerCount: 1, handler: HTTPResponse.sized)
        let connection = try asking(server, for: Self.large)
        connection.endSending()
        #expect(eventually { server.unsentBytes > 0 })
        #expect(try connection.answer().body.isSized(Self.large))
        #expect(connection.isEnded())
    }

    // MARK: Not read

    @Test func answersThatAreNotReadHoldNoWorker() throws {
        let server = try TestServer(limits: limits(), workerCount: 2, handler: HTTPResponse.sized)
        let unread = try (0..<2).map { _ in try asking(server, for: Self.large) }
        #expect(eventually { server.requests.count == 2 })
        let other = try server.connect()
        for _ in 1...100 { #expect(try other.answer(to: WebServerRequest(askingFor: 100)).status == 200) }
        #expect(eventually { server.unsentBytes >= 2 * Self.large })
        for connection in unread { #expect(try connection.answer().body.isSized(Self.large)) }
    }

    @Test func manyWhoDoNotReadTakeBoundedMemory() throws {
        let lines = LogLines()
        let room = 16 * 1024 * 1024
        let server = try TestServer(
            limits: limits(unsent: room), workerCount: 2, logger: lines.logger, handler: HTTPResponse.sized)
        var unread = try (0..<200).map { _ in try asking(server, for: Self.large) }
        #expect(eventually { server.requests.count == 200 })
        // Each holds 1 MiB: 16 have room.
        #expect(eventually { unread.count { $0.isHungUp } == 184 })
        #expect(eventually { server.unsentBytes > room - 2 * Self.large })
        #expect(server.unsentBytes <= room)
        let other = try server.connect()
        #expect(try other.answer(to: WebServerRequest(askingFor: 100_000)).body.count == 100_000)
        for connection in unread where connection.isHungUp { #expect(connection.isCutOff) }
        #expect(eventually { lines.lines.contains { $0.contains("answers cut off") } })
        #expect(lines.lines.count == 1, "a line for each would fill the disk")
        unread = []
        #expect(try other.answer(to: WebServerRequest(isKept: false)).status == 200)
        #expect(eventually { server.isEmpty })
    }

    @Test func whoDoesNotReadIsGivenUpAtTheSendTimeout() throws {
        let server = try TestServer(limits: limits(send: 0.2), workerCount: 1, handler: HTTPResponse.sized)
        let connection = try asking(server, for: Self.large)
        #expect(eventually { connection.isHungUp })
        #expect(connection.isCutOff)
        #expect(eventually { server.isEmpty })
    }

    @Test func whoReadsAByteNowAndThenIsGivenUpAtTheSendTimeout() throws {
        let server = try TestServer(limits: limits(send: 1), workerCount: 1, handler: HTTPResponse.sized)
        let connection = try asking(server, for: 10 * Self.large)
        #expect(
            try eventually {
                try connection.skip(1)
                return connection.isHungUp
            })
        #expect(eventually { server.isEmpty })
    }

    @Test func whoReadsTooSlowlyForLongIsGivenUpAtTheTotalDeadline() throws {
        var limits = limits(send: 600, minimum: 1)
        limits.sendTotalSeconds = 1
        let server = try TestServer(limits: limits, workerCount: 1, handler: HTTPResponse.sized)
        let connection = try asking(server, for: 100 * Self.large)
        let isWhole = (try? connection.answer(chunk: 10_000, pauseMicroseconds: 1000)) != nil
        #expect(!isWhole)
        #expect(eventually { server.isEmpty })
    }

    @Test(arguments: [true, false])
    func whoVanishesIsForgottenAtOnce(isUnixSocket: Bool) throws {
        let listener = try isUnixSocket ? nil : ListeningSocketTests.listening(on: .ipv4).0
        let server = try TestServer(
            limits: limits(), workerCount: 1, listener: listener, handler: HTTPResponse.sized)
        var connections = try (0..<3).map { _ in try asking(server, for: 16 * Self.large) }
        #expect(eventually { server.unsentBytes >= 3 * 16 * Self.large })
        try connections[0].skip(100_000)
        connections = []
        #expect(eventually { server.isEmpty })
    }

    // MARK: Requests without end

    /// Sends requests, each once the one before is taken, until an answer finds the socket full.
    private func fill(_ connection: WebServerConnection, _ server: TestServer) throws -> Int {
        var count = 0
        while server.unsentBytes == 0 {
            count += 1
            try connection.send(WebServerRequest(askingFor: 5000).bytes)
            try #require(eventually { server.requests.count == count })
            try #require(eventually { server.unsentBytes > 0 || server.heldCount == 0 })
        }
        return count
    }

    @Test func answersToRequestsWithoutReadingAreKeptAndNoneIsLost() throws {
        let server = try TestServer(limits: limits(), workerCount: 1, handler: HTTPResponse.sized)
        let connection = try server.connect()
        let count = try fill(connection, server)
        #expect(count > 10)
        try connection.send(WebServerRequest(askingFor: 6000).bytes)
        #expect(try server.connect().answer(to: WebServerRequest()).status == 200)
        #expect(server.requests.count == count + 1, "the last request waits for the answers before")
        for _ in 1...count { #expect(try connection.answer().body.isSized(5000)) }
        #expect(try connection.answer().body.isSized(6000))
        #expect(server.unsentBytes == 0)
    }

    @Test func whoReadsNoAnswersIsClosed() throws {
        let server = try TestServer(limits: limits(send: 0.5), workerCount: 1, handler: HTTPResponse.sized)
        let connection = try server.connect()
        _ = try fill(connection, server)
        #expect(eventually { connection.isHungUp })
        #expect(eventually { server.isEmpty })
    }

    // MARK: Stop

    @Test func stopWaitsForReaders() throws {
        let server = try TestServer(limits: limits(), workerCount: 2, handler: HTTPResponse.sized)
        let connections = try (0..<10).map { try asking(server, for: 2 * Self.large, isKept: $0 % 2 == 0) }
        #expect(eventually { server.unsentBytes >= 20 * Self.large })
        let stopping = Stopping(server, idleGraceSeconds: 0)
        #expect(eventually { !ListeningSocket.isServed(server.address) })
        for connection in connections {
            #expect(try connection.answer(pauseMicroseconds: 500).body.isSized(2 * Self.large))
            #expect(connection.isEnded())
        }
        #expect(stopping.isDone)
    }

    @Test func stopCutsOffWhatIsNotRead() throws {
        let server = try TestServer(limits: limits(), workerCount: 2, handler: HTTPResponse.sized)
        let connections = try (0..<10).map { _ in try asking(server, for: Self.large) }
        #expect(eventually { server.unsentBytes >= 10 * Self.large })
        #expect(!server.server.stop(deadlineSeconds: 0.5))
        for connection in connections { #expect(connection.isCutOff) }
        #expect(server.unsentBytes == 0)
    }
}

extension TestServer {
    /// What waits for peers to read on.
    fileprivate var unsentBytes: Int { server.unsentBytes.usedBytes }
    fileprivate var heldCount: Int { server.heldCount.load(ordering: .acquiring) }

    /// Whether nothing is left of any connection.
    fileprivate var isEmpty: Bool { server.registry.count == 0 && heldCount == 0 && unsentBytes == 0 }
}

extension WebServerConnection {
    /// Whether the connection ends before its answer does.
    fileprivate var isCutOff: Bool {
        do {
            _ = try answer()
            return false
        } catch {
            return (error as? Failure)?.call == "end of connection"
        }
    }
}
