import Dispatch
import Storage
import Synchronization
import Tracking

/// A recorder's answers as they come in; one that comes twice is seen in `tooMany`.
package final class AnswerBox: Sendable {
    package typealias Answer = Result<Recorded, RecordingError>

    private let answers: Mutex<[Answer?]>
    private let group = DispatchGroup()
    private let surplus = Atomic<Int>(0)

    package init(count: Int) {
        answers = Mutex(Array(repeating: nil, count: count))
        for _ in 0..<count { group.enter() }
    }

    package func set(_ answer: Answer, at index: Int) {
        let isFirst = answers.withLock { answers in
            defer { answers[index] = answer }
            return answers[index] == nil
        }
        if isFirst { group.leave() } else { surplus.add(1, ordering: .relaxed) }
    }

    package var tooMany: Int { surplus.load(ordering: .relaxed) }

    package var isAnyThere: Bool { answers.withLock { $0.contains { $0 != nil } } }

    private var answeredCount: Int { answers.withLock { $0.count { $0 != nil } } }

    /// All answers; one that never comes is a fault here rather than a test that never ends.
    package func wait() -> [Answer] {
        var patience = Patience()
        while group.wait(timeout: .now() + .seconds(1)) == .timedOut, patience.isLeft({ answeredCount }) {}
        return answers.withLock { $0.map { $0 ?? .failure(.fault("no answer came")) } }
    }
}

extension Recorder {
    /// Hands over the events and waits for all answers, in the order of the events.
    package func answers(to events: [Event], at milliseconds: Int64 = 1_000) -> [AnswerBox.Answer] {
        answers(
            to: events.map { ReceivedEvent(event: $0, receivedAt: Timestamp(milliseconds: milliseconds)) })
    }

    /// The same for events with times of their own.
    package func answers(to events: [ReceivedEvent]) -> [AnswerBox.Answer] {
        let box = AnswerBox(count: events.count)
        for (index, event) in events.enumerated() {
            record(event.event, receivedAt: event.receivedAt) { box.set($0, at: index) }
        }
        return box.wait()
    }
}

extension AnswerBox.Answer {
    package var isStored: Bool {
        if case .success = self { true } else { false }
    }

    package var error: RecordingError? {
        if case .failure(let error) = self { error } else { nil }
    }
}

extension RecordingError {
    package var isUnavailable: Bool {
        if case .unavailable(let seconds, _) = self { seconds >= 1 } else { false }
    }
}
