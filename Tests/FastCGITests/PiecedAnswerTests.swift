import Foundation
import HTTP
import Synchronization
import TestSupport
import TestTraits
import Testing

@testable import FastCGI

/// Answers whose body is made while it is sent.
@Suite(.ownThread, .serialized, .timeLimit(.minutes(30)))
struct PiecedAnswerTests {
    private static let pieceBytes = 100_000
    private let source = PieceSource(count: 100, bytes: pieceBytes)

    private func asking(_ server: TestServer, method: String = "GET") throws -> WebServerConnection {
        let connection = try server.connect()
        try connection.send(WebServerRequest(variables: [("REQUEST_METHOD", method)]).bytes)
        return connection
    }

    /// Made on the thread that sends, or on another one.
    @Test(arguments: [false, true])
    func piecesComeWholeAndInOrder(areMadeElsewhere: Bool) throws {
        source.delivers(elsewhere: areMadeElsewhere)
        let server = try TestServer(workerCount: 1, handler: source.handler)
        let connection = try asking(server)
        let answer = try connection.answer()
        #expect(answer.body.isSized(101 * Self.pieceBytes))
        #expect(!String(decoding: answer.output.prefix(200), as: UTF8.self).contains("Content-Length"))
        #expect(answer.protocolStatus == 0)
        try connection.send(WebServerRequest(variables: [("REQUEST_METHOD", "HEAD")]).bytes)
        #expect(
            try connection.answer().body.isEmpty, "the connection is kept, and nobody makes pieces for HEAD")
        #expect(eventually { server.server.unsentBytes.usedBytes == 0 })
    }

    @Test func nothingIsMadeForAPeerThatDoesNotReadOn() throws {
        let server = try TestServer(workerCount: 1, handler: source.handler)
        let connection = try asking(server)
        #expect(eventually { server.server.unsentBytes.usedBytes >= source.heldBytes })
        let made = source.madeCount
        #expect(made < 20)
        #expect(server.server.unsentBytes.usedBytes < source.heldBytes + 2 * Self.pieceBytes)
        #expect(
            try server.connect().answer(to: WebServerRequest(variables: [("REQUEST_METHOD", "HEAD")])).status
                == 200)
        #expect(source.madeCount == made)
        #expect(try connection.answer().body.isSized(101 * Self.pieceBytes))
        #expect(source.madeCount == 100)
    }

    /// Nobody takes half for the whole.
    @Test func pieceThatFailsCutsTheAnswerOff() throws {
        source.fails(at: 50)
        let server = try TestServer(workerCount: 1, handler: source.handler)
        let connection = try asking(server)
        let failure = #expect(throws: WebServerConnection.Failure.self) { try connection.answer() }
        #expect(failure?.call == "end of connection")
        #expect(eventually { server.server.registry.count == 0 })
        #expect(server.server.unsentBytes.usedBytes == 0)
    }

    @Test func peerThatGoesBetweenPiecesIsForgotten() throws {
        let source = PieceSource(count: 100, bytes: 1000)
        source.withholds(at: 3)
        let server = try TestServer(workerCount: 1, handler: source.handler)
        var connection: WebServerConnection? = try asking(server)
        #expect(eventually { source.isWithholding })
        let request = try #require(source.request)
        #expect(!request.isAbandoned())
        connection = nil
        #expect(eventually { request.isAbandoned() })
        source.release()
        #expect(eventually { server.server.registry.count == 0 })
        #expect(connection == nil)
    }

    @Test func longBodyThatIsThereIsCopiedInPieces() throws {
        let server = try TestServer(workerCount: 1, handler: HTTPResponse.sized)
        let connection = try server.connect()
        let count = 10 * 1024 * 1024
        try connection.send(WebServerRequest(askingFor: count).bytes)
        #expect(eventually { server.server.unsentBytes.usedBytes >= count })
        #expect(server.server.unsentBytes.usedBytes < count + 300_000)
        let answer = try connection.answer()
        #expect(answer.body.isSized(count))
        #expect(
            String(decoding: answer.output.prefix(200), as: UTF8.self).contains(
                "Content-Length: \(count)\r\n"))
    }
}

/// A body of one piece that is there and so many that are made; together they are `sized` bytes.
private final class PieceSource: Sendable {
    private struct State {
        var next = 1
        var failing: Int?
        var withheld: Int?
        var isElsewhere = false
        var deliver: (@Sendable () -> Void)?
        var request: HTTPRequest?
    }

    let heldBytes = 1_000_000
    private let count: Int
    private let bytes: Int
    private let all: [UInt8]
    private let state = Mutex(State())

    init(count: Int, bytes: Int) {
        self.count = count
        self.bytes = bytes
        all = .sized((count + 1) * bytes)
    }

    func delivers(elsewhere: Bool) { state.withLock { $0.isElsewhere = elsewhere } }
    func fails(at place: Int) { state.withLock { $0.failing = place } }
    func withholds(at place: Int) { state.withLock { $0.withheld = place } }

    var isWithholding: Bool { state.withLock { $0.deliver != nil } }
    var request: HTTPRequest? { state.withLock { $0.request } }
    var madeCount: Int { state.withLock { $0.next - 1 } }

    func release() {
        let deliver = state.withLock { state in
            defer { state.deliver = nil }
            return state.deliver
        }
        deliver?()
    }

    var handler: FastCGIServer.Handler {
        { request, answer in
            self.state.withLock { $0.request = request }
            let rest = BodyRest(heldBytes: self.heldBytes) { self.make($0) }
            answer(HTTPResponse(.ok, body: Array(self.all.prefix(self.bytes)), rest: rest))
        }
    }

    private func make(_ deliver: @escaping @Sendable (BodyPiece) -> Void) {
        let (piece, isElsewhere) = state.withLock { state in
            let place = state.next
            if place == state.failing { return (Optional(BodyPiece.failed), false) }
            guard place <= count else { return (.end, state.isElsewhere) }
            state.next += 1
            let piece = BodyPiece.bytes(Array(all[place * bytes..<(place + 1) * bytes]))
            guard place == state.withheld else { return (piece, state.isElsewhere) }
            state.deliver = { deliver(piece) }
            return (nil, false)
        }
        guard let piece else { return }
        if isElsewhere { Thread.detachNewThread { deliver(piece) } } else { deliver(piece) }
    }
}
