import Foundation
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import FastCGI

extension FastCGIServerTests {
    @Test func stopAnswersWhatIsInHand() throws {
        let answers = WithheldAnswers()
        let server = try TestServer(handler: answers.handler)
        let connections = try (0..<20).map { number in
            let connection = try server.connect()
            try connection.send(WebServerRequest(isKept: number % 2 == 0).bytes)
            return connection
        }
        #expect(eventually { answers.count == 20 })
        let stopping = Stopping(server)
        #expect(eventually { !ListeningSocket.isServed(server.address) })
        answers.release()
        for connection in connections {
            #expect(try connection.answer().status == 201)
            #expect(connection.isEnded())
        }
        #expect(stopping.isDone)
    }

    @Test func stopAnswersTheBacklog() throws {
        let gate = Gate()
        let server = try TestServer(workerCount: 1) { request, answer in
            gate.wait()
            answer(.echo(request))
        }
        let connections = try (0..<200).map { _ in
            let connection = try server.connect()
            try connection.send(WebServerRequest().bytes)
            return connection
        }
        let stopping = Stopping(server)
        #expect(eventually { !ListeningSocket.isServed(server.address) })
        // Longer than the grace of idle connections: what waits for a worker is not idle.
        #expect(!connections[199].isEnded(withinMilliseconds: 400))
        gate.open()
        for connection in connections { #expect(try connection.answer().status == 201) }
        #expect(stopping.isDone)
        #expect(server.requests.count == 200)
    }

    @Test func stopDoesNotWaitForIdleConnections() throws {
        let server = try TestServer()
        let kept = try server.connect()
        #expect(try kept.answer(to: WebServerRequest()).status == 201)
        let silent = try server.connect()
        let half = try server.connect()
        try half.send(WebServerRequest().begin)
        let start = MonotonicClock.now
        #expect(server.server.stop(deadlineSeconds: Patience.seconds))
        // Of a request that does not arrive, and of a connection that has none.
        #expect(MonotonicClock.now - start < Int64(Limits().receiveTimeoutSeconds * 1000))
        for connection in [kept, silent, half] { #expect(connection.isEnded()) }
    }

    @Test func stopServesKeptConnectionsDuringTheGrace() throws {
        let server = try TestServer()
        let kept = try server.connect()
        #expect(try kept.answer(to: WebServerRequest()).status == 201)
        Thread.detachNewThread { server.server.stop(idleGraceSeconds: 10) }
        #expect(eventually { !ListeningSocket.isServed(server.address) })
        #expect(try kept.answer(to: WebServerRequest()).status == 201)
        #expect(!kept.isEnded(withinMilliseconds: 1))
    }

    @Test func stopRefusesNewConnectionsAndRemovesTheFile() throws {
        let server = try TestServer()
        guard case .unix(let path) = server.address else { throw ListenError.malformedAddress("no file") }
        #expect(server.server.stop())
        #expect(throws: WebServerConnection.Failure.self) { try server.connect() }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func stopGivesUpAnAnswerThatNeverComes() throws {
        let answers = WithheldAnswers()
        let server = try TestServer(handler: answers.handler)
        let connection = try server.connect()
        try connection.send(WebServerRequest().bytes)
        #expect(eventually { answers.count == 1 })
        #expect(!server.server.stop(idleGraceSeconds: 0, deadlineSeconds: 0.1))
        answers.release()
        #expect(try connection.answer().status == 201, "an answer after the deadline is written all the same")
        #expect(connection.isEnded())
    }

    @Test func inheritedListenerIsHandedOver() throws {
        let folder = try TemporaryFolder()
        let holder = try ListeningSocket(.unix(path: folder.path + "/s"))
        defer { holder.close() }
        let address = ListenAddress.unix(path: folder.path + "/s")
        let first = try HeirServer(of: holder)
        #expect(try WebServerConnection(address).answer(to: WebServerRequest()).status == 201)
        #expect(first.server.stop())
        let between = try (0..<10).map { _ in
            let connection = try WebServerConnection(address)
            try connection.send(WebServerRequest(body: [1]).bytes)
            return connection
        }
        let second = try HeirServer(of: holder)
        for connection in between { #expect(try connection.answer().body == [1]) }
        #expect(first.requests.count == 1)
        #expect(second.requests.count == 10)
        #expect(second.server.stop())
    }

    @Test func noRequestIsLostWhileServersTakeTurns() throws {
        let folder = try TemporaryFolder()
        let address = ListenAddress.unix(path: folder.path + "/s")
        let holder = try ListeningSocket(address)
        defer { holder.close() }
        let load = Load(address, clients: 4)
        for turn in 1...10 {
            let server = try HeirServer(of: holder)
            #expect(eventually { server.requests.count > 20 }, "turn \(turn)")
            #expect(server.server.stop(idleGraceSeconds: 0.02))
        }
        let last = try HeirServer(of: holder)
        load.end()
        #expect(last.server.stop())
        #expect(load.failures == 0)
        #expect(load.answers > 200)
    }

    @Test func stopUnderLoadAnswersEveryRequestThatWasTaken() throws {
        for _ in 1...10 {
            let server = try TestServer()
            let load = Load(server.address, clients: 4)
            #expect(eventually { server.requests.count > 20 })
            #expect(server.server.stop(idleGraceSeconds: 0.02))
            load.end()
            #expect(load.answers == server.requests.count)
        }
    }
}

/// A server on an inherited listener.
private struct HeirServer {
    let server: FastCGIServer
    let requests = ReceivedRequests()

    init(of holder: ListeningSocket) throws {
        let requests = requests
        server = try FastCGIServer(
            listeners: [ListeningSocket(inherited: dup(holder.descriptor))], logger: .silent
        ) { request, answer in
            requests.append(request)
            answer(.echo(request))
        }
        try server.start()
    }
}

/// Clients that send one request on each connection, one after the other, until they are told to end.
private final class Load: Sendable {
    private struct State {
        var isEnding = false
        var running = 0
        var answers = 0
        var failures = 0
    }

    private let state = Mutex(State())

    var answers: Int { state.withLock { $0.answers } }
    var failures: Int { state.withLock { $0.failures } }

    init(_ address: ListenAddress, clients: Int) {
        state.withLock { $0.running = clients }
        for _ in 0..<clients {
            Thread.detachNewThread {
                while !self.state.withLock({ $0.isEnding }) { self.request(address) }
                self.state.withLock { $0.running -= 1 }
            }
        }
    }

    private func request(_ address: ListenAddress) {
        let answer = try? WebServerConnection(address).answer(to: WebServerRequest(isKept: false))
        state.withLock {
            if answer?.status == 201 { $0.answers += 1 } else { $0.failures += 1 }
        }
    }

    func end() {
        state.withLock { $0.isEnding = true }
        _ = eventually { state.withLock { $0.running == 0 } }
    }
}

/// Holds threads until it is opened.
private final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func wait() {
        semaphore.wait()
        semaphore.signal()
    }

    func open() { semaphore.signal() }
}
