import Foundation

/// What the system says of a file, a link not followed.
struct FileStatus {
    let owner: SystemUser
    let group: gid_t
    /// The bits that chmod(1) sets.
    let mode: Int
    let kind: Kind

    enum Kind {
        case folder, link, socket, other
    }

    /// nil when there is none, or none that may be looked at; `errno` says which.
    init?(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        owner = SystemUser(identifier: status.st_uid)
        group = status.st_gid
        mode = Int(status.st_mode) & 0o7777
        switch status.st_mode & S_IFMT {
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link
        case S_IFSOCK: kind = .socket
        default: kind = .other
        }
    }

    /// `owner root, group www-data, mode 0660`
    var rights: VisibleText {
        let digits = String(mode, radix: 8)
        let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
        return "owner \(owner), group \(groupName), mode \(zeros)\(digits)"
    }

    /// Where no group has the number, that.
    var groupName: String { getgrgid(group).map { String(cString: $0.pointee.gr_name) } ?? "#\(group)" }
}
