/// What waits for the recorder.
struct RecordingLoad {
    let title: String
    var events = EventMix.clicks
    /// How many events wait at once.
    let waitingCount: Int

    static let all =
        [1, 8, 64, 256].map { RecordingLoad(title: "clicks, \($0) waiting", waitingCount: $0) }
        + [RecordingLoad(title: "leads and postbacks, too, 64 waiting", events: .site, waitingCount: 64)]
}
