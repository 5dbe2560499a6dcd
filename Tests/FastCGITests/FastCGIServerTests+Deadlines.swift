import HTTP
import TestSupport
import Testing

@testable import FastCGI

extension FastCGIServerTests {
    private func limits(receive: Double = 600, idle: Double = 600) -> Limits {
        var limits = Limits()
        limits.receiveTimeoutSeconds = receive
        limits.idleTimeoutSeconds = idle
        return limits
    }

    @Test func silentConnectionsHoldNoWorkerAndAreClosed() throws {
        let server = try TestServer(limits: limits(receive: 3), workerCount: 1)
        let request = WebServerRequest(body: Array("half".utf8)).bytes
        let silent = try (0..<20).map { _ in try server.connect() }
        let half = try (1...20).map { number in
            let connection = try server.connect()
            try connection.send(Array(request.prefix(request.count * number / 21)))
            return connection
        }
        #expect(try server.isServing())
        for connection in silent + half { #expect(connection.isEnded()) }
        #expect(server.requests.count == 1)
        #expect(try server.isServing())
    }

    @Test func tricklingConnectionIsClosedAtTheTotalDeadline() throws {
        let server = try TestServer(limits: limits(receive: 0.5), workerCount: 1)
        let connection = try server.connect()
        var isEnded = false
        for byte in WebServerRequest(body: [UInt8](repeating: 1, count: 400)).bytes where !isEnded {
            isEnded = (try? connection.send([byte])) == nil || connection.isEnded(withinMilliseconds: 25)
        }
        #expect(isEnded)
        #expect(server.requests.count == 0)
    }

    @Test func endlessBodyHoldsNoWorkerAndIsClosedAtTheDeadline() throws {
        var limits = limits(receive: 3)
        limits.bodyBytes = 1000
        let server = try TestServer(limits: limits, workerCount: 1)
        let connection = try server.connect()
        try connection.send(WebServerRequest().begin + WebServerRequest().parameters)
        let piece = Record(.standardInput, [UInt8](repeating: 1, count: 65_528)).bytes
        let pieces = [UInt8]((0..<8).flatMap { _ in piece })
        var served = 0
        var isEnded = false
        var patience = Patience()
        while !isEnded, patience.isLeft({ served }) {
            isEnded = (try? connection.send(pieces)) == nil
            if served < 3, try server.isServing() { served += 1 }
        }
        #expect(isEnded)
        #expect(served == 3)
    }

    @Test func idleConnectionOutlivesTheReceiveTimeout() throws {
        let server = try TestServer(limits: limits(receive: 2))
        let kept = try server.connect()
        #expect(try kept.answer(to: WebServerRequest()).status == 201)
        let silent = try server.connect()
        #expect(silent.isEnded(), "the receive timeout is over")
        #expect(try kept.answer(to: WebServerRequest()).status == 201)
    }

    @Test func idleConnectionIsClosedAtTheIdleTimeout() throws {
        let server = try TestServer(limits: limits(idle: 0.2))
        let kept = try server.connect()
        let silent = try server.connect()
        #expect(try kept.answer(to: WebServerRequest()).status == 201)
        #expect(kept.isEnded())
        #expect(!silent.isEnded(withinMilliseconds: 1))
    }

    @Test func requestThatWaitsForItsAnswerHasNoDeadline() throws {
        let answers = WithheldAnswers()
        let server = try TestServer(limits: limits(receive: 2, idle: 2), handler: answers.handler)
        let connection = try server.connect()
        try connection.send(WebServerRequest().bytes)
        #expect(eventually { answers.count == 1 })
        let silent = try server.connect()
        #expect(silent.isEnded(), "the receive timeout is over")
        answers.release()
        #expect(try connection.answer().status == 201)
    }
}
