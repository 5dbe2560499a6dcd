import Foundation
import Storage
import Synchronization
import TestSupport
import Tracking

/// Clients that send one click after the other until they leave.
final class Visitors: Sendable {
    private struct Answers {
        var stored: Set<ClickID> = []
        var refusedCount = 0
    }

    private let answers = Mutex(Answers())
    private let isOver = Atomic(false)
    private let group = DispatchGroup()

    init(_ recorder: Recorder) {
        for _ in 0..<4 {
            group.enter()
            Thread { [self] in
                while !isOver.load(ordering: .acquiring) { send(to: recorder) }
                group.leave()
            }.start()
        }
    }

    var stored: Set<ClickID> { answers.withLock { $0.stored } }
    var refusedCount: Int { answers.withLock { $0.refusedCount } }

    private func send(to recorder: Recorder) {
        let id = ClickID.random()
        let isStored = (try? Event.clicked(id)).map { recorder.answers(to: [$0])[0].isStored } ?? false
        answers.withLock { answers in
            guard isStored else { return answers.refusedCount += 1 }
            answers.stored.insert(id)
        }
    }

    /// - Returns: All that are stored when many more are.
    func waitForMore() throws -> Set<ClickID> {
        let count = stored.count
        try waitUntil("events are taken") { stored.count > count + 200 }
        return stored
    }

    func leave() {
        isOver.store(true, ordering: .releasing)
        group.wait()
    }
}
