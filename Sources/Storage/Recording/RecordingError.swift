/// Why an event was not stored; nothing of it is in the database.
package enum RecordingError: Error, Hashable {
    /// The database cannot take events now: locked too long, disk full or failing.
    case unavailable(retryAfterSeconds: Int, reason: String)
    /// More waits than there is room for, or more large events have come than anybody needs.
    case overloaded
    /// The recorder has been told to stop.
    case stopping
    /// The journey keeps no further event of its kind; this is on disk, the event is not.
    case journeyFull
    /// What the event needs, alone in a transaction of its own, is damaged: described for the log.
    case damaged(String)
    /// The event, alone in a transaction of its own, was refused: a fault of ours, described for the log.
    case fault(String)
}
