/// Why the next event would be refused, or kept waiting.
package enum HealthProblem: Error, Hashable {
    /// The database was not read, or the last try to write to it has failed.
    case store(StoreError)
    /// The oldest event has waited for longer than an event may.
    case eventsWait
    /// The disk has less room than the database's log may take.
    case shortDisk(database: String, freeBytes: Int64, neededBytes: Int64)
    /// Nobody knows: the last look at the database has not come to its end.
    case silent(database: String)
}

extension HealthProblem: CustomStringConvertible {
    /// What the matter is, and what to do.
    package var description: String {
        switch self {
        case .store(let error): error.description
        case .eventsWait:
            "Events wait for longer than 2 s to be stored. See whether the disk is slow or the database locked."
        case .shortDisk(let database, let free, let needed):
            """
            The disk of the database \(database) has \(Self.mebibytes(free)) left, and its log may take \
            \(Self.mebibytes(needed)). Make room.
            """
        case .silent(let database):
            "The database \(database) does not answer. See whether its disk hangs."
        }
    }

    private static func mebibytes(_ bytes: Int64) -> String { "\(bytes / (1024 * 1024)) MiB" }
}
