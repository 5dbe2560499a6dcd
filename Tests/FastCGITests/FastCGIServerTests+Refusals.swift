import Foundation
import HTTP
import TestSupport
import Testing

@testable import FastCGI

extension FastCGIServerTests {
    /// `FCGI_MAX_CONNS` eight times: more than libfcgi's answer has room for.
    private static var eightNames: [UInt8] {
        Record(.getValues, id: 0, (0..<8).flatMap { _ in WebServerRequest.pair("FCGI_MAX_CONNS", "") }).bytes
    }

    @Test func streamsThatEndLibraryAreRefused() throws {
        let server = try TestServer(workerCount: 1)
        let begin = WebServerRequest().begin
        let lengths: [UInt8] = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
        for bytes in [Self.eightNames, begin + Self.eightNames, begin + Record(.parameters, lengths).bytes] {
            let connection = try server.connect()
            try connection.send(bytes)
            #expect(connection.isEnded())
            #expect(try server.isServing())
        }
    }

    @Test(arguments: RecordScannerTests.malformed)
    func malformedStreamClosesTheConnectionOnly(_ stream: RecordScannerTests.Malformed) throws {
        var limits = Limits()
        limits.parameterBytes = RecordScannerTests.limit
        let server = try TestServer(limits: limits, workerCount: 1)
        let connection = try server.connect()
        try connection.send(stream.bytes)
        #expect(connection.isEnded())
        #expect(try server.isServing())
        #expect(server.requests.bodies == [.complete(Array("alive?".utf8))])
    }

    @Test func malformedStreamInPiecesClosesTheConnection() throws {
        let server = try TestServer(workerCount: 1)
        let connection = try server.connect()
        let bytes = WebServerRequest().begin + Self.eightNames
        for byte in bytes where (try? connection.send([byte])) != nil {}
        #expect(connection.isEnded())
        #expect(try server.isServing())
    }

    @Test func malformedStreamAfterARequestClosesTheConnection() throws {
        let server = try TestServer(workerCount: 1)
        let connection = try server.connect()
        #expect(try connection.answer(to: WebServerRequest()).status == 201)
        try connection.send(Self.eightNames)
        #expect(connection.isEnded())
    }

    @Test func tooManyParametersCloseTheConnection() throws {
        let server = try TestServer(workerCount: 1)
        let connection = try server.connect()
        let pair = WebServerRequest.pair("NAME", String(repeating: "v", count: 1000))
        let record = Record(.parameters, Array((0..<40).flatMap { _ in pair })).bytes
        try connection.send(WebServerRequest().begin + record + record)
        #expect(connection.isEnded())
        #expect(try server.isServing())
    }

    @Test func bodyCutOffNeverReachesTheHandler() throws {
        let server = try TestServer(workerCount: 1)
        let bytes = WebServerRequest(body: Array("all or nothing".utf8)).bytes
        for count in bytes.indices {
            let connection = try server.connect()
            try connection.send(Array(bytes.prefix(count)))
            connection.endSending()
            #expect(connection.isEnded(), "\(count) bytes")
        }
        #expect(server.requests.count == 0)
    }

    @Test func abortInTheBodyNeverReachesTheHandler() throws {
        let server = try TestServer(workerCount: 1)
        let request = WebServerRequest(body: Array("all or nothing".utf8))
        for body in [[], Record(.standardInput, request.body).bytes] {
            let connection = try server.connect()
            try connection.send(request.begin + request.parameters + body)
            try connection.send(Record(.abort).bytes)
            #expect(connection.isEnded())
        }
        #expect(server.requests.count == 0)
    }

    @Test func abortBehindTheRequestEndsTheConnectionAfterTheAnswer() throws {
        let answers = WithheldAnswers()
        let server = try TestServer(workerCount: 1, handler: answers.handler)
        let connection = try server.connect()
        try connection.send(WebServerRequest().bytes)
        #expect(eventually { answers.count == 1 })
        try connection.send(Record(.abort).bytes)
        answers.release()
        #expect(try connection.answer().status == 201)
        #expect(connection.isEnded())
    }

    @Test func answerToAPeerThatIsGoneIsDropped() throws {
        let answers = WithheldAnswers()
        let server = try TestServer(workerCount: 1, handler: answers.handler)
        for _ in 1...10 {
            let connection = try server.connect()
            try connection.send(WebServerRequest().bytes)
        }
        #expect(eventually { answers.count == 10 })
        answers.release()
        let connection = try server.connect()
        try connection.send(WebServerRequest().bytes)
        #expect(eventually { answers.count == 1 })
        answers.release()
        #expect(try connection.answer().status == 201)
    }

    @Test func bodyOfMoreThan2GiBIsTooLarge() throws {
        let request = WebServerRequest(announcedLength: "3000000000")
        let file = try TemporaryFolder()
        try Data(request.bytes).write(to: URL(fileURLWithPath: file.path + "/request"))
        let descriptor = open(file.path + "/request", O_RDONLY)
        // Starts the library.
        _ = try TestServer()
        let decoder = RequestDecoder()
        let decoded = decoder.decode(from: descriptor, bodyBytes: 3_000_000_000, limits: Limits())
        close(descriptor)
        guard case .request(let received, _) = decoded else {
            Issue.record("not decoded")
            return
        }
        #expect(received.body == .tooLarge)
    }
}
