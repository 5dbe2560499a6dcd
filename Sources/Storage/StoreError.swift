import Tracking

/// Why the database could not be opened, read or changed.
package enum StoreError: Error, Hashable {
    /// No file stands at the path, and it was not to be created.
    case missing(path: String)
    /// The file could not be created or opened; `reason` is the system's.
    case unopenable(path: String, reason: String)
    /// The file is no SQLite database, or its header is damaged.
    case notADatabase(path: String)
    /// The file is a SQLite database that another program made.
    case foreignDatabase(path: String)
    /// A later version of this program has migrated the database.
    case newerSchema(path: String)
    /// The writer does not sync each commit, so that no answer could promise durability.
    case notDurable(path: String)
    /// Another process held the lock longer than a write may wait.
    case busy(path: String)
    /// The disk, or the quota, has no room.
    case full(path: String)
    /// The disk or the file's mode refuses reading or writing for now.
    case unavailable(path: String, reason: String)
    case campaignExists(CampaignID)
    case noSuchCampaign(CampaignID)
    /// Every number behind those in use is taken, so that one must be chosen.
    case noCampaignNumberLeft
    /// The campaign's expenses are distributed by another parameter, which cannot change.
    case badDistributionParameter
    /// A report would have more groups than anybody can read.
    case tooManyGroups(limit: Int)
    case userExists(String)
    case tokenExists(String)
    /// A row holds what this program never writes.
    case unreadable(String)
    /// Anything else that SQLite reports, with its result code.
    case failed(code: Int, reason: String)
}

extension StoreError: CustomStringConvertible {
    /// What happened, to what, and what to do.
    package var description: String {
        switch self {
        case .missing(let path):
            "There is no database at \(path). Check the path; `serve` and `campaign add` create one."
        case .unopenable(let path, let reason):
            "The database \(path) cannot be opened: \(reason). Check that its folder exists and is writable."
        case .notADatabase(let path):
            "\(path) is no SQLite database, or it is damaged. Check the path, or restore a backup."
        case .foreignDatabase(let path):
            "\(path) is a database of another program and was left as it is. Choose another path."
        case .newerSchema(let path):
            """
            The database \(path) was made by a newer version of landing-tracker, or by one from before the first \
            release. Install that version, or choose another path.
            """
        case .notDurable(let path):
            "The database \(path) does not sync its commits (PRAGMA synchronous is not FULL)."
        case .busy(let path):
            "The database \(path) is locked by another process. Try again."
        case .full(let path):
            "There is no room on the disk of the database \(path). Make room, then try again."
        case .unavailable(let path, let reason):
            "The database \(path) cannot be used now: \(reason). Check the disk and the mode of the file."
        case .campaignExists(let id):
            "The campaign number \(id.number) is taken. Choose another, or let one be chosen."
        case .noCampaignNumberLeft:
            "No campaign number follows those in use. Choose one."
        case .noSuchCampaign(let id):
            "There is no campaign \(id.number). List the campaigns to find its number."
        case .badDistributionParameter:
            "The campaign's expenses are distributed by another parameter. Use that one."
        case .tooManyGroups(let limit):
            "More than \(limit) groups. Group by another parameter, or ask for fewer days."
        case .userExists(let name):
            "There is a user \(name) already. Choose another name, or remove that user first."
        case .tokenExists(let name):
            "There is a token \(name) already. Choose another name, or remove that token first."
        case .unreadable(let what):
            "The database holds what this version cannot read: \(what)."
        case .failed(let code, let reason):
            "The database reported an error: \(reason) (SQLite result code \(code))."
        }
    }
}
