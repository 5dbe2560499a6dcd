import Tracking

/// An event as it came.
package struct ReceivedEvent: Sendable {
    package let event: Event
    package let receivedAt: Timestamp

    package init(event: Event, receivedAt: Timestamp) {
        self.event = event
        self.receivedAt = receivedAt
    }

    /// About as many as it takes on the disk.
    var byteCount: Int { event.parameters.json.utf8.count + Self.rowBytes }

    /// What a row takes beside its parameters.
    private static let rowBytes = 200
}

/// Puts events on the disk; used on the recorder's thread only.
package protocol EventWriter: AnyObject {
    /// Reads what the first events will need. What cannot be read is left to the first write, which says why.
    func warmUp()

    /// Stores all of the events, in their order, in one transaction, or none of them.
    ///
    /// Waits until `deadline` for locks that others hold.
    ///
    /// - Returns: What has become of each, in the same order, once it is on disk.
    func write(
        _ events: [ReceivedEvent], until deadline: ContinuousClock.Instant
    ) throws(StoreError) -> [Recorded]

    /// Called when a write has been answered, whatever the answer: time for what need not be done before it, and, when
    /// the disk was full, for what may free some of it.
    func makeRoom()

    /// Leaves things in order for the next process; no call follows.
    func finish()
}
