/// How much may wait for the recorder, and how much of it goes into one transaction.
///
/// Events are weighed by their bytes, since one may be as long as a thousand others. Those above `largeSize` share a
/// pool of their own: no honest page sends such, and whoever does leaves the rest of the room to all others.
package struct QueueLimits: Sendable {
    /// Bytes of one transaction; its first event goes in whatever its size. Larger transactions are hardly quicker and
    /// keep everybody waiting: 2 MiB are stored in some 20 ms.
    package var batchBytes = 2 * 1024 * 1024
    /// Of those, for large events.
    package var largeBytesPerBatch = 1024 * 1024
    /// The most events of one transaction.
    package var batchCount = Int.max
    /// From this many bytes on an event is large.
    package var largeSize = 16 * 1024
    /// Waiting bytes of small events: some 60,000 of usual size, more than a second's worth.
    package var smallBytesWaiting = 32 * 1024 * 1024
    /// Waiting bytes of large ones.
    package var largeBytesWaiting = 8 * 1024 * 1024
    /// What large events may bring in a minute: 20 GB a day at most, whoever sends them.
    package var largeBytesPerMinute = 16 * 1024 * 1024
    /// While the disk has fewer bytes left, large events are refused, so that small ones go on finding room.
    package var diskReserveBytes: Int64 = 256 * 1024 * 1024

    package init() {}
}
