import Foundation
import Glibc
import HTTP
import Synchronization
import TestSupport
import TestTraits
import Testing

@testable import FastCGI

@Suite(.ownThread, .timeLimit(.minutes(30)))
struct SupervisionTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(arguments: [false, true])
    func messageArrives(isAbstract: Bool) throws {
        let name = isAbstract ? "@\(folder.path)" : folder.path + "/notify"
        let listener = try NotifyListener(name)
        try #require(NotifySocket(name: name)).send(["READY=1", "STATUS=fine"])
        #expect(listener.messages == [["READY=1", "STATUS=fine"]])
    }

    @Test(arguments: ["", "notify", "vsock:2:1234", "/" + String(repeating: "x", count: 107)])
    func otherNamesAreNone(_ name: String) {
        #expect(NotifySocket(name: name) == nil)
    }

    /// Neither a wait nor a signal comes of it.
    @Test func nobodyWaitsForAManagerThatIsGoneOrDoesNotRead() throws {
        let path = folder.path + "/notify"
        let socket = try #require(NotifySocket(name: path))
        socket.send(["READY=1"])
        let listener = try NotifyListener(path)
        // Many more than a socket takes (net.unix.max_dgram_qlen).
        for _ in 0..<5_000 { socket.send(["WATCHDOG=1"]) }
        #expect(listener.messages.count < 5_000)
        socket.send(["READY=1"])
        #expect(listener.lines.last == "READY=1")
        unlink(path)
        socket.send(["READY=1"])
        #expect(listener.count("READY=1") == 1)
    }

    @Test func socketIsPassedOnToNobody() async {
        await #expect(processExitsWith: .success) {
            setenv("NOTIFY_SOCKET", "@x", 1)
            let socket = NotifySocket.takeOver(environment: ProcessInfo.processInfo.environment)
            #expect(socket != nil)
            #expect(ProcessInfo.processInfo.environment["NOTIFY_SOCKET"] == nil)
        }
    }

    /// A loop that has stopped is heard of by silence, whatever else is still said.
    @Test func loopThatHasStoppedIsNoLife() throws {
        let listener = try NotifyListener(folder.path + "/notify")
        let supervision = Supervision(
            environment: ["NOTIFY_SOCKET": folder.path + "/notify", "WATCHDOG_USEC": "100000"])
        try supervision.start()
        let loop = KnockedLoop()
        supervision.watch(
            [WatchedLoop(turns: { [loop.turns.load(ordering: .relaxed)] }, knock: loop.knock)],
            status: { loop.status })
        try waitUntil("it lives") { listener.count("WATCHDOG=1") >= 3 }
        loop.isStopped.store(true, ordering: .relaxed)
        let knocks = loop.knocks.load(ordering: .relaxed)
        try waitUntil("it was asked") { loop.knocks.load(ordering: .relaxed) > knocks + 1 }
        let (beats, lines) = (listener.count("WATCHDOG=1"), listener.lines.count)
        try waitUntil("the status is still told") { listener.lines.count > lines }
        #expect(listener.count("WATCHDOG=1") == beats)
        loop.isStopped.store(false, ordering: .relaxed)
        try waitUntil("it lives again") { listener.count("WATCHDOG=1") > beats }
        supervision.watch([], status: { "" })
    }

    /// One that only comes round when it is asked to, as a recorder without events.
    private final class KnockedLoop: Sendable {
        let turns = Atomic(0)
        let knocks = Atomic(0)
        let isStopped = Atomic(false)

        /// Another one each time.
        var status: String { "\(ContinuousClock.now)" }

        @Sendable func knock() {
            knocks.add(1, ordering: .relaxed)
            if !isStopped.load(ordering: .relaxed) { turns.add(1, ordering: .relaxed) }
        }
    }

    @Test func reloadBeginsAndEnds() throws {
        let listener = try NotifyListener(folder.path + "/notify")
        let supervision = Supervision(environment: ["NOTIFY_SOCKET": folder.path + "/notify"])
        let before = NotifySocket.monotonicMicroseconds
        supervision.reload { #expect(listener.messages.count == 1) }
        let messages = listener.messages
        #expect(messages.count == 2)
        #expect(messages[0][0] == "RELOADING=1")
        let time = try #require(messages[0].last.flatMap { Int64($0.dropFirst("MONOTONIC_USEC=".count)) })
        #expect(time >= before && time <= NotifySocket.monotonicMicroseconds)
        #expect(messages[1] == ["READY=1"])
    }
}

extension FastCGIServerTests {
    /// Also when nobody asks for anything.
    @Test func everyWorkerComesRound() throws {
        let server = try TestServer(workerCount: 3)
        let before = server.server.turns
        #expect(before.count == 3)
        #expect(eventually { zip(before, server.server.turns).allSatisfy { $0 < $1 } })
    }

    @Test func workerThatIsHeldStandsStill() throws {
        let gate = DispatchSemaphore(value: 0)
        let server = try TestServer(
            workerCount: 1,
            handler: { _, answer in
                gate.wait()
                answer(HTTPResponse(.created))
            })
        let connection = try server.connect()
        try connection.send(WebServerRequest().bytes)
        #expect(eventually { server.requests.count == 1 })
        let turns = server.server.turns
        usleep(1_500_000)
        #expect(server.server.turns == turns)
        gate.signal()
        #expect(try connection.answer().status == 201)
        #expect(eventually { server.server.turns != turns })
    }
}
