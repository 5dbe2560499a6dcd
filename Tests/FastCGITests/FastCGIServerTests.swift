import HTTP
import TestSupport
import TestTraits
import Testing

@testable import FastCGI

/// Whole requests, from bytes on a socket to the answer's bytes. See the extensions for what goes wrong.
@Suite(.ownThread, .timeLimit(.minutes(30)))
struct FastCGIServerTests {
    @Test func requestIsAnswered() throws {
        let server = try TestServer()
        let request = WebServerRequest(id: 7, body: Array("hello".utf8))
        let answer = try server.connect().answer(to: request)
        #expect(answer.status == 201)
        #expect(answer.body == Array("hello".utf8)[...])
        #expect(answer.protocolStatus == 0)
        #expect(answer.requestID == 7)
        #expect(server.requests.bodies == [.complete(Array("hello".utf8))])
    }

    @Test func variablesReachTheHandler() throws {
        let server = try TestServer { request, answer in
            #expect(request.method == .get)
            #expect(request.path == "/event")
            #expect(Array(request.query) == Array("a=\u{e9}".utf8))
            #expect(request.header("X-Long") == String(repeating: "l", count: 1000))
            answer(HTTPResponse(.ok))
        }
        var request = WebServerRequest()
        request.variables = [
            ("REQUEST_METHOD", "GET"), ("REQUEST_URI", "/event?a=\u{e9}"), ("QUERY_STRING", "a=\u{e9}"),
            ("HTTP_X_LONG", String(repeating: "l", count: 1000)),
        ]
        #expect(try server.connect().answer(to: request).status == 200)
    }

    @Test func answerToHeadHasNoBody() throws {
        let server = try TestServer { _, answer in answer(HTTPResponse(.ok, body: Array("body".utf8))) }
        let connection = try server.connect()
        let head = try connection.answer(to: WebServerRequest(variables: [("REQUEST_METHOD", "HEAD")]))
        #expect(head.body.isEmpty)
        #expect(String(decoding: head.output, as: UTF8.self).contains("Content-Length: 4\r\n"))
        let get = try connection.answer(to: WebServerRequest(variables: [("REQUEST_METHOD", "GET")]))
        #expect(get.body == Array("body".utf8)[...])
    }

    @Test func hundredRequestsShareAKeptConnection() throws {
        let server = try TestServer()
        let connection = try server.connect()
        for number in 1...100 {
            let body = Array("request \(number)".utf8)
            let answer = try connection.answer(
                to: WebServerRequest(id: UInt16(number), body: body, padding: 5))
            #expect(answer.body == body[...])
        }
        #expect(server.requests.count == 100)
    }

    @Test func connectionNotToBeKeptIsClosed() throws {
        let server = try TestServer()
        let connection = try server.connect()
        #expect(try connection.answer(to: WebServerRequest(isKept: false)).status == 201)
        #expect(connection.isEnded())
    }

    @Test func requestMayComeByteByByte() throws {
        let server = try TestServer()
        let connection = try server.connect()
        let request = WebServerRequest(body: Array("slowly".utf8))
        for byte in request.bytes { try connection.send([byte]) }
        #expect(try connection.answer().body == Array("slowly".utf8)[...])
        #expect(try connection.answer(to: request).status == 201, "the connection goes on")
    }

    @Test func connectionThatSendsNoMoreIsStillAnswered() throws {
        let server = try TestServer()
        let connection = try server.connect()
        try connection.send(WebServerRequest().bytes)
        connection.endSending()
        #expect(try connection.answer().status == 201)
        #expect(connection.isEnded())
    }

    @Test func loopbackPortIsServed() throws {
        let (listener, _) = try ListeningSocketTests.listening(on: .ipv4)
        let server = try TestServer(listener: listener)
        let connection = try server.connect()
        #expect(try connection.answer(to: WebServerRequest(body: [1, 2, 3])).body == [1, 2, 3])
        #expect(try connection.answer(to: WebServerRequest(isKept: false)).status == 201)
        #expect(connection.isEnded())
    }

    @Test func answersMayComeLaterFromAnotherThread() throws {
        let answers = WithheldAnswers()
        let server = try TestServer(handler: answers.handler)
        let connections = try (0..<64).map { _ in try server.connect() }
        for connection in connections { try connection.send(WebServerRequest().bytes) }
        #expect(eventually { answers.count == 64 }, "two workers took 64 requests")
        answers.release()
        for connection in connections { #expect(try connection.answer().status == 201) }
    }
}

// MARK: - Sizes

extension FastCGIServerTests {
    @Test(arguments: [0, 1, 8191, 8192, 65_535, 65_536, 1024 * 1024])
    func bodyArrivesWhole(count: Int) throws {
        let server = try TestServer()
        let body = [UInt8].sized(count)
        let connection = try server.connect()
        #expect(try connection.answer(to: WebServerRequest(body: body, padding: 1)).status == 201)
        #expect(server.requests.bodies == [.complete(body)])
    }

    @Test(arguments: [101, 5000, 60_000, 200_000])
    func bodyOverTheLimitIsTooLargeAndTheConnectionGoesOn(count: Int) throws {
        var limits = Limits()
        limits.bodyBytes = 100
        let server = try TestServer(limits: limits)
        let connection = try server.connect()
        let large = WebServerRequest(body: [UInt8](repeating: 1, count: count))
        #expect(try connection.answer(to: large).status == 413)
        #expect(try connection.answer(to: WebServerRequest(body: [1])).status == 201)
        #expect(server.requests.bodies == [.tooLarge, .complete([1])])
    }

    @Test(arguments: [
        "3", "5", "0", "x", "+4", "-", "-x", "--4", " 4", "4 ", "4.0", "99999999999999999999", "0x4",
    ])
    func bodyOfAnotherLengthThanAnnouncedIsTruncated(length: String) throws {
        let server = try TestServer()
        let request = WebServerRequest(body: [1, 2, 3, 4], announcedLength: length)
        #expect(try server.connect().answer(to: request).status == 422)
        #expect(server.requests.bodies == [.truncated])
    }

    /// None is what nginx and Apache say of a body of unknown length, and -1 what Caddy does.
    @Test(arguments: [nil, "", "-1", "-4"], [1, 4, 200_000])
    func bodyWithoutALengthGoesToTheStreamsEnd(length: String?, count: Int) throws {
        let server = try TestServer()
        var request = WebServerRequest(body: .sized(count), announcedLength: length ?? "")
        request.omitsLength = length == nil
        #expect(try server.connect().answer(to: request).status == 201)
        #expect(server.requests.bodies == [.unmeasured(.sized(count))])
    }

    @Test(arguments: [nil, "", "-1"])
    func noBodyNeedsNoLength(length: String?) throws {
        let server = try TestServer()
        var request = WebServerRequest(announcedLength: length ?? "")
        request.omitsLength = length == nil
        #expect(try server.connect().answer(to: request).status == 201)
        #expect(server.requests.bodies == [.complete([])])
    }

    @Test(arguments: [101, 200_000])
    func bodyWithoutALengthIsTooLargeOverTheLimit(count: Int) throws {
        var limits = Limits()
        limits.bodyBytes = 100
        let server = try TestServer(limits: limits)
        let connection = try server.connect()
        let large = WebServerRequest(body: .sized(count), announcedLength: "-1")
        #expect(try connection.answer(to: large).status == 413)
        #expect(try connection.answer(to: WebServerRequest(body: [1])).status == 201)
        #expect(server.requests.bodies == [.tooLarge, .complete([1])])
    }

    /// The stream's end must have come: a connection that ends before it brings no request.
    @Test func bodyWithoutALengthThatBreaksOffIsNoRequest() throws {
        let server = try TestServer()
        let request = WebServerRequest(body: [1, 2, 3, 4], announcedLength: "-1")
        let connection = try server.connect()
        try connection.send(Array(request.bytes.dropLast(8)))
        connection.endSending()
        #expect(connection.isEnded())
        #expect(server.requests.bodies == [])
    }

    @Test func announcedLengthOverTheLimitIsTooLarge() throws {
        let server = try TestServer()
        let request = WebServerRequest(body: [1], announcedLength: "1048577")
        #expect(try server.connect().answer(to: request).status == 413)
    }
}
