import Dispatch
import GRDB
import Logging
import Storage
import Synchronization
import TestSupport
import Tracking

/// A store with a recorder, on a file of its own.
final class RecordingStore: Sendable {
    typealias Answer = Result<Void, RecordingError>

    let folder: TemporaryFolder
    let store: Store
    let recorder: Recorder

    /// In a folder of another one, it is a second process on the same file.
    init(
        patienceSeconds: Double = 60, recentLimit: Int? = nil, batchLimit: Int = .max,
        folder: TemporaryFolder? = nil, logger: Logger = .silent
    ) throws {
        self.folder = try folder ?? TemporaryFolder()
        store = try Store(path: self.folder.path("tracker.db"), opening: .createIfMissing)
        recorder = Recorder(
            store: store, logger: logger, patienceSeconds: patienceSeconds, recentLimit: recentLimit,
            batchLimit: batchLimit)
    }

    deinit {
        recorder.stop()
    }

    /// Hands over an event and waits for its answer.
    func record(_ event: Event, at milliseconds: Int64 = 1_000) throws {
        try recorder.answers(to: [event], at: milliseconds)[0].get()
    }

    func journey(_ id: ClickID) throws -> Journey {
        struct NoJourney: Error {}
        guard let journey = try store.journey(id) else { throw NoJourney() }
        return journey
    }

    /// A second connection, as another process has.
    func otherConnection() throws -> DatabaseQueue {
        try DatabaseQueue(path: store.path)
    }

    func count(_ table: String) throws -> Int? {
        try otherConnection().read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") }
    }
}

extension Recorder {
    /// Hands over the events and waits for all answers, in the order of the events.
    func answers(to events: [Event], at milliseconds: Int64 = 1_000) -> [RecordingStore.Answer] {
        let box = AnswerBox(count: events.count)
        for (index, event) in events.enumerated() {
            record(event, receivedAt: Timestamp(milliseconds: milliseconds)) { box.set($0, at: index) }
        }
        return box.wait()
    }
}

/// Answers as they come in; one that comes twice is seen in `tooMany`.
final class AnswerBox: Sendable {
    private let answers: Mutex<[RecordingStore.Answer?]>
    private let group = DispatchGroup()
    private let surplus = Atomic<Int>(0)

    init(count: Int) {
        answers = Mutex(Array(repeating: nil, count: count))
        for _ in 0..<count { group.enter() }
    }

    func set(_ answer: RecordingStore.Answer, at index: Int) {
        let isFirst = answers.withLock { answers in
            defer { answers[index] = answer }
            return answers[index] == nil
        }
        if isFirst { group.leave() } else { surplus.add(1, ordering: .relaxed) }
    }

    var tooMany: Int { surplus.load(ordering: .relaxed) }

    var isAnyThere: Bool { answers.withLock { $0.contains { $0 != nil } } }

    /// All answers; one that never comes is a fault here rather than a test that never ends.
    func wait() -> [RecordingStore.Answer] {
        _ = group.wait(timeout: .now() + .seconds(60))
        return answers.withLock { $0.map { $0 ?? .failure(.fault("no answer came")) } }
    }
}

extension RecordingStore.Answer {
    var isStored: Bool {
        if case .success = self { true } else { false }
    }

    var error: RecordingError? {
        if case .failure(let error) = self { error } else { nil }
    }
}

extension RecordingError {
    var isUnavailable: Bool {
        if case .unavailable(let seconds, _) = self { seconds >= 1 } else { false }
    }
}

extension Logger {
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}

extension ClickID {
    static func random() -> ClickID {
        ClickID(high: .random(in: .min ... .max), low: .random(in: .min ... .max))
    }
}

extension Event {
    static func clicked(_ id: ClickID, campaign: Int64 = 42, _ json: String = "{}") throws -> Event {
        struct NoSuchNumber: Error {}
        guard let campaign = CampaignID(campaign) else { throw NoSuchNumber() }
        return .click(Click(clickID: id, campaignID: campaign, parameters: Parameters(json: json)))
    }

    static func left(_ id: ClickID, _ json: String = "{}") -> Event {
        .lead(Lead(clickID: id, parameters: Parameters(json: json)))
    }

    static func reported(_ id: ClickID, _ status: String) -> Event {
        .postback(Postback(clickID: id, parameters: Parameters(json: #"{"status":"\#(status)"}"#)))
    }
}
