import Tracking

/// Events on their way to the disk, in order of arrival.
///
/// Apart in three arrays, so that a batch is handed to the writer as it is.
struct WaitingEvents: Sendable {
    private(set) var events: [ReceivedEvent] = []
    /// Until when each may wait for a lock that another process holds.
    private var deadlines: [ContinuousClock.Instant] = []
    private var completions: [Recorder.Completion] = []
    private(set) var byteCount = 0

    var count: Int { events.count }
    var isEmpty: Bool { events.isEmpty }

    /// Of the one that came first, who mostly has waited longest.
    var firstDeadline: ContinuousClock.Instant? { deadlines.first }

    /// Nobody's wait is over before it.
    var earliestDeadline: ContinuousClock.Instant? { deadlines.min() }

    mutating func append(
        _ event: ReceivedEvent, deadline: ContinuousClock.Instant,
        completion: @escaping Recorder.Completion
    ) {
        events.append(event)
        deadlines.append(deadline)
        completions.append(completion)
        byteCount += event.byteCount
    }

    mutating func append(_ others: WaitingEvents) {
        events += others.events
        deadlines += others.deadlines
        completions += others.completions
        byteCount += others.byteCount
    }

    /// The first ones, which are no longer among these: at most so many, of so many bytes in all, but one in any case.
    mutating func takeFirst(atMost limit: Int, bytes byteLimit: Int) -> WaitingEvents {
        guard byteCount > byteLimit || count > limit else {
            defer { self = WaitingEvents() }
            return self
        }
        var taken = min(1, count)
        var bytes = events.first?.byteCount ?? 0
        while taken < min(count, limit), bytes + events[taken].byteCount <= byteLimit {
            bytes += events[taken].byteCount
            taken += 1
        }
        let rest = keeping(taken..<count)
        defer { self = rest }
        return keeping(0..<taken)
    }

    /// Each alone.
    var alone: [WaitingEvents] { events.indices.map { keeping($0..<$0 + 1) } }

    /// Those whose wait is over, and those that may go on waiting.
    func divided(at time: ContinuousClock.Instant) -> (expired: WaitingEvents, waiting: WaitingEvents) {
        (
            expired: keeping(events.indices.filter { deadlines[$0] <= time }),
            waiting: keeping(events.indices.filter { deadlines[$0] > time })
        )
    }

    /// Calls the completion of each, with what has become of it.
    func succeed(_ recorded: [Recorded]) {
        for (completion, recorded) in zip(completions, recorded) {
            completion(recorded.isRefused ? .failure(.journeyFull) : .success(recorded))
        }
    }

    func fail(_ error: RecordingError) {
        for completion in completions { completion(.failure(error)) }
    }

    private func keeping(_ places: some Sequence<Int>) -> WaitingEvents {
        var kept = WaitingEvents()
        for place in places {
            kept.append(events[place], deadline: deadlines[place], completion: completions[place])
        }
        return kept
    }
}
