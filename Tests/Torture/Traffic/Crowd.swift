import Foundation
import Synchronization
import TestSupport

/// Connections to the responder's socket that do not behave; each is made anew when the responder ends it.
final class Crowd: Sendable {
    private let path: String
    private let size: Int
    private let isLeaving = Atomic<Bool>(false)
    private let isGone = DispatchGroup()
    private let members = Mutex<[LocalConnection]>([])

    /// Returns when all are there, and the idle ones have had their answer.
    init(at path: String, slow: Int, half: Int, idle: Int) throws {
        self.path = path
        size = slow + half + idle
        let request = FastCGIRequest.lead
        for _ in 0..<idle {
            let connection = try LocalConnection(to: path)
            guard connection.send(request), try connection.receive().contains("Status: 201") else {
                throw BrokenPromise("a request straight to the socket is answered")
            }
            members.withLock { $0.append(connection) }
        }
        for _ in 0..<half {
            let connection = try LocalConnection(to: path)
            _ = connection.send(request.prefix(request.count / 2))
            members.withLock { $0.append(connection) }
        }
        let slowOnes = try (0..<slow).map { _ in try LocalConnection(to: path) }
        isGone.enter()
        Thread { [self] in
            trickle(slowOnes, request)
            isGone.leave()
        }.start()
    }

    /// The responder holds them, unless it was right to close those that had begun a request 30 s ago.
    func expectPresence(in process: Int32) throws {
        let count = try OpenFiles.sockets(of: process)
        guard count >= size else {
            throw BrokenPromise("\(count) connections of a crowd of \(size) are open")
        }
    }

    func leave() {
        isLeaving.store(true, ordering: .relaxed)
        isGone.wait()
        members.withLock { $0 = [] }
    }

    /// Sends a byte on each connection, waits a second, and goes on with the next byte.
    private func trickle(_ connections: [LocalConnection], _ request: [UInt8]) {
        var connections = connections
        var offsets = connections.map { _ in 0 }
        while !isLeaving.load(ordering: .relaxed) {
            for number in connections.indices {
                let isTaken = connections[number].send(request[offsets[number]...offsets[number]])
                offsets[number] = (offsets[number] + 1) % request.count
                guard !isTaken, let another = try? LocalConnection(to: path) else { continue }
                (connections[number], offsets[number]) = (another, 0)
            }
            for _ in 0..<20 where !isLeaving.load(ordering: .relaxed) { Thread.sleep(forTimeInterval: 0.05) }
        }
    }
}
