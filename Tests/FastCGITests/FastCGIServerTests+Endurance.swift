import Foundation
import TestSupport
import Testing

@testable import FastCGI

/// Each in a process of its own, whose descriptors nobody else opens.
extension FastCGIServerTests {
    @Test func thousandMalformedStreamsLeaveNothingBehind() async {
        await #expect(processExitsWith: .success) {
            var limits = Limits()
            limits.parameterBytes = 4096
            limits.bodyBytes = 4096
            let workerCount = 2
            let server = try TestServer(limits: limits, workerCount: workerCount)
            let descriptors = openDescriptors()
            var mutator = Mutator(seed: 20_240_229)
            for number in 1...1000 {
                let connection = try server.connect()
                for piece in mutator.pieces() { try? connection.send(piece) }
                connection.endSending()
                #expect(connection.isEnded(), "stream \(number)")
                guard number % 20 == 0 else { continue }
                #expect(try server.isServing(), "after stream \(number)")
            }
            // A worker keeps the file from which it reads what came in pieces.
            #expect(eventually { (descriptors...descriptors + workerCount).contains(openDescriptors()) })
        }
    }

    @Test func everyWayToEndGivesTheDescriptorBack() async {
        await #expect(processExitsWith: .success) {
            let answers = WithheldAnswers()
            let before = openDescriptors()
            var server: TestServer? = try TestServer(handler: answers.handler)
            let address = try #require(server?.address)
            for isKept in [true, false] {
                for isLeft in [true, false] {
                    var connection: WebServerConnection? = try WebServerConnection(address)
                    try connection?.send(WebServerRequest(isKept: isKept).bytes)
                    #expect(eventually { answers.count == 1 })
                    if isLeft { connection = nil }
                    answers.release()
                    if !isLeft { #expect(try connection?.answer().status == 201) }
                }
            }
            let silent = try WebServerConnection(address)
            #expect(server?.server.stop() == true)
            server = nil
            #expect(eventually { openDescriptors() == before + 1 }, "the silent client's own")
            withExtendedLifetime(silent) {}
        }
    }

    @Test func serverOutOfDescriptorsGoesOnWhenThereAreSome() async {
        await #expect(processExitsWith: .success) {
            let server = try TestServer(workerCount: 1)
            let kept = try server.connect()
            #expect(try kept.answer(to: WebServerRequest()).status == 201)
            // The clients have theirs before the limit falls to what is open; the server gets none.
            let clients = (0..<4).map { _ in socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0) }
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(7), &limit)
            var plenty = limit
            limit.rlim_cur = rlim_t(clients[3] + 1)
            setrlimit(__rlimit_resource_t(7), &limit)
            while dup(0) >= 0 {}
            guard case .unix(let path) = server.address else { return }
            for client in clients {
                #expect(SocketAddress.withUnixPath(path) { connect(client, $0, $1) } == 0)
                let request = WebServerRequest().bytes
                #expect(send(client, request, request.count, 0) == request.count)
            }
            #expect(try kept.answer(to: WebServerRequest()).status == 201, "open connections are served")
            #expect(server.requests.count == 2)
            setrlimit(__rlimit_resource_t(7), &plenty)
            #expect(eventually { server.requests.count == 6 })
            #expect(try server.isServing())
        }
    }
}

/// How many sockets and files in memory this process has open; what the Swift runtime opens is neither.
private func openDescriptors() -> Int {
    let folder = "/proc/self/fd/"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let targets = names.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: folder + $0) }
    return targets.count { $0.hasPrefix("socket:") || $0.hasPrefix("/memfd:") }
}

/// Makes broken requests out of sound ones, the same ones for the same seed.
private struct Mutator {
    private var random: Generator

    init(seed: UInt64) {
        random = Generator(state: seed)
    }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }

    /// A stream, in one to four pieces.
    mutating func pieces() -> [[UInt8]] {
        var bytes = request()
        for _ in 0..<Int.random(in: 0...4, using: &random) { bytes = mutated(bytes) }
        let length = bytes.count / Int.random(in: 1...4, using: &random) + 1
        return stride(from: 0, to: bytes.count, by: length).map { start in
            Array(bytes[start..<min(bytes.count, start + length)])
        }
    }

    private mutating func request() -> [UInt8] {
        let body = garbage(atMost: 6000)
        return WebServerRequest(
            id: UInt16.random(in: 1...3, using: &random), isKept: Bool.random(using: &random), body: body,
            recordBytes: Int.random(in: 1...5000, using: &random),
            padding: Int.random(in: 0...8, using: &random)
        ).bytes
    }

    private mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        guard !bytes.isEmpty else { return garbage(atMost: 64) }
        var bytes = bytes
        let index = Int.random(in: 0..<min(bytes.count, 300), using: &random)
        switch Int.random(in: 0...7, using: &random) {
        case 0: bytes[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
        case 1: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 2: bytes = Array(bytes.prefix(index))
        case 3: bytes += bytes
        case 4: bytes.insert(contentsOf: garbage(atMost: 20), at: index)
        case 5: bytes.removeSubrange(index..<min(bytes.count, index + 9))
        case 6: for place in index..<min(bytes.count, index + 4) { bytes[place] = 0xff }
        default: bytes = garbage(atMost: 2000)
        }
        return bytes
    }

    private mutating func garbage(atMost most: Int) -> [UInt8] {
        (0..<Int.random(in: 0...most, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
}
