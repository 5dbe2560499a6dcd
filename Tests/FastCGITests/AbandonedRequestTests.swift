import Glibc
import HTTP
import TestSupport
import TestTraits
import Testing

@testable import FastCGI

/// Whether a request whose answer is being made is seen to be waited for.
@Suite(.ownThread, .timeLimit(.minutes(30)))
struct AbandonedRequestTests {
    private let answers = WithheldAnswers()

    private func makeServer(isUnixSocket: Bool) throws -> TestServer {
        let listener = try isUnixSocket ? nil : ListeningSocketTests.listening(on: .ipv4).0
        return try TestServer(listener: listener, handler: answers.handler)
    }

    /// What the handler of a request was called with, once it has been sent.
    private func taken(_ server: TestServer, from connection: WebServerConnection) throws -> HTTPRequest {
        try connection.send(WebServerRequest().bytes)
        try #require(eventually { answers.count == 1 })
        return try #require(server.requests.last)
    }

    @Test(arguments: [true, false])
    func peerThatIsGoneIsNoticed(isUnixSocket: Bool) throws {
        let server = try makeServer(isUnixSocket: isUnixSocket)
        var connection: WebServerConnection? = try server.connect()
        let request = try taken(server, from: try #require(connection))
        #expect(!request.isAbandoned())
        connection = nil
        #expect(eventually { request.isAbandoned() })
        answers.release()
        #expect(eventually { server.server.registry.count == 0 })
    }

    /// It may still read.
    @Test(arguments: [true, false])
    func peerThatSendsNoMoreIsServed(isUnixSocket: Bool) throws {
        let server = try makeServer(isUnixSocket: isUnixSocket)
        let connection = try server.connect()
        let request = try taken(server, from: connection)
        connection.endSending()
        for _ in 1...100 {
            #expect(!request.isAbandoned())
            usleep(1000)
        }
        answers.release()
        let answer = try connection.answer()
        #expect(answer.status == 201)
        #expect(answer.errors == [[]], "it is told once that there are none")
        #expect(connection.isEnded())
    }

    @Test func abortedRequestIsAbandonedAndAnswered() throws {
        let server = try makeServer(isUnixSocket: true)
        let connection = try server.connect()
        let request = try taken(server, from: connection)
        try connection.send(Record(.abort).bytes)
        #expect(eventually { request.isAbandoned() })
        answers.release()
        #expect(try connection.answer().status == 201)
    }

    @Test func abortOfAnotherRequestIsNone() throws {
        let server = try makeServer(isUnixSocket: true)
        let connection = try server.connect()
        let request = try taken(server, from: connection)
        try connection.send(Record(.abort, id: 2).bytes)
        for _ in 1...10 { #expect(!request.isAbandoned()) }
        answers.release()
        #expect(try connection.answer().status == 201)
    }
}
