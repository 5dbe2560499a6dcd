import Dispatch
import Foundation
import Synchronization
import TestSupport

/// Attackers that send without a pause, each on a thread and from an address of its own.
final class Attackers: Sendable {
    private let target: AttackTarget
    private let isStopped = Atomic<Bool>(false)
    private let group = DispatchGroup()
    /// How many requests of each kind got each status; 0 stands for none.
    private let answers = Mutex<[String: [Int: Int]]>([:])

    init(_ target: AttackTarget, count: Int, seed: UInt64) {
        self.target = target
        for number in 0..<count {
            group.enter()
            Thread { [self] in
                attack(number, SeededGenerator(seed: seed &+ UInt64(number)))
                group.leave()
            }.start()
        }
    }

    /// Returns when the last has ended.
    func stop() {
        isStopped.store(true, ordering: .relaxed)
        group.wait()
    }

    var count: Int { answers.withLock { $0.values.reduce(0) { $0 + $1.values.reduce(0, +) } } }

    /// A line for each kind.
    var summary: String {
        answers.withLock { answers in
            answers.sorted { $0.key < $1.key }.map { kind, counts in
                let figures = counts.sorted { $0.key < $1.key }.map {
                    "\($0.key == 0 ? "none" : "\($0.key)"): \($0.value)"
                }
                return "\(kind): \(figures.joined(separator: ", "))"
            }.joined(separator: "\n")
        }
    }

    /// - Throws: `BrokenPromise` when a request was answered with a fault of ours.
    func expectNoFaults() throws {
        let faulty = answers.withLock { $0.filter { $0.value[500, default: 0] > 0 }.keys.sorted() }
        guard faulty.isEmpty else { throw BrokenPromise("500 for: \(faulty)") }
    }

    // MARK: On a thread of each

    private func attack(_ number: Int, _ generator: SeededGenerator) {
        var random = generator
        let client = HTTPClient(port: target.port, from: UInt8(2 + number % 200))
        let crowd = try? Flood(at: target.socket)
        while !isStopped.load(ordering: .relaxed) {
            if random.chance(5) { crowd?.send(&random) }
            let kind = random.pick(HostileRequest.kinds)
            let status = send(
                kind.make(target, &random), random.pick(HostileRequest.Ending.allCases), by: client)
            answers.withLock { $0[kind.name, default: [:]][status, default: 0] += 1 }
        }
    }

    private func send(
        _ request: HostileRequest, _ ending: HostileRequest.Ending, by client: HTTPClient
    ) -> Int {
        do {
            switch ending {
            case .reads:
                return try client.send(
                    request.method, request.path, headers: request.headers, body: request.body
                ).status
            case .leaves:
                try client.start(request.method, request.path, headers: request.headers, body: request.body)
            case .dawdles:
                try client.start(request.method, request.path, headers: request.headers, body: request.body)
                Thread.sleep(forTimeInterval: 0.5)
            }
        } catch {}
        client.disconnect()
        return 0
    }
}
