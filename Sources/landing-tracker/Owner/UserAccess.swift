import Foundation

/// What a user may do with files, by owner, group and mode. Access control lists are not looked at.
struct UserAccess {
    private let user: SystemUser
    private let groups: Set<gid_t>

    struct Deeds: OptionSet {
        let rawValue: Int

        /// To go through a folder.
        static let pass = Deeds(rawValue: 0o1)
        static let write = Deeds(rawValue: 0o2)
        static let read = Deeds(rawValue: 0o4)
    }

    init(_ user: SystemUser) {
        self.user = user
        groups = user.groups
    }

    func may(_ deeds: Deeds, _ file: FileStatus) -> Bool {
        guard user != .root else { return true }
        let shift = file.owner == user ? 6 : groups.contains(file.group) ? 3 : 0
        return (file.mode >> shift) & deeds.rawValue == deeds.rawValue
    }

    /// The first folder that does not let the user through, from the root to the one that the file is in. The path begins
    /// at the root, and has no links.
    func barrier(onTheWayTo path: String) -> (path: String, status: FileStatus)? {
        var folder = path as NSString
        var folders: [String] = []
        while folder.length > 1 {
            folder = folder.deletingLastPathComponent as NSString
            folders.append(folder as String)
        }
        for folder in folders.reversed() {
            guard let status = FileStatus(folder), !may(.pass, status) else { continue }
            return (folder, status)
        }
        return nil
    }
}
