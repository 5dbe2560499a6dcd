import Logging

/// What must never be: two journeys with one click id, or an entry without its journey. Whoever comes upon it says so here
/// and goes on.
final class IndexDamage {
    private let logger: Logger?
    private(set) var count = 0

    init(logger: Logger?) {
        self.logger = logger
    }

    func note(journey: Int64, other: Int64) {
        count += 1
        logger?.error(
            "two journeys share a click id", metadata: ["journey": "\(journey)", "other": "\(other)"])
    }

    /// Somebody has removed the journey past this program, or put another in its place.
    func noteMissing(journey: Int64) {
        count += 1
        logger?.error(
            "entry of the index without its journey, removed: rows were deleted by hand",
            metadata: ["journey": "\(journey)"])
    }
}
