import Foundation

/// A user of the operating system.
struct SystemUser: Equatable, CustomStringConvertible {
    let identifier: uid_t

    static let root = SystemUser(identifier: 0)
    /// As good as everybody: in no group, and nothing is that user's.
    static let nobody = SystemUser(identifier: 65_534)

    /// Whoever this process is.
    static var current: SystemUser { SystemUser(identifier: geteuid()) }

    /// The name; where nobody has the number, that, as sudo(8) takes it.
    var description: String { name ?? "#\(identifier)" }

    private var name: String? { getpwuid(identifier).map { String(cString: $0.pointee.pw_name) } }

    /// - Returns: nil when the system knows no user of the name.
    init?(named name: String) {
        guard let entry = getpwnam(name) else { return nil }
        identifier = entry.pointee.pw_uid
    }

    init(identifier: uid_t) {
        self.identifier = identifier
    }

    /// That a process of the user has which begins now; none for a user without a name.
    var groups: Set<gid_t> {
        guard let entry = getpwuid(identifier) else { return [] }
        let (name, group) = (String(cString: entry.pointee.pw_name), entry.pointee.pw_gid)
        var groups = [gid_t](repeating: group, count: 1_024)
        var count = Int32(groups.count)
        getgrouplist(name, group, &groups, &count)
        return Set(groups.prefix(Int(count)))
    }

    /// Makes this process the user's, for good, with the groups that the user has; one without a name gets `group`.
    ///
    /// - Throws: when the system refuses. The process must end then, for it may be half of each.
    func become(orGroup group: gid_t) throws(CommandFailure) {
        // In this order: whoever is no longer root chooses no groups.
        guard takeGroups(orGroup: group), setuid(identifier) == 0 else {
            throw CommandFailure(
                "Cannot become the user \(self): \(String(cString: strerror(errno))). Run this as that user.",
                .configuration)
        }
    }

    private func takeGroups(orGroup group: gid_t) -> Bool {
        guard let entry = getpwuid(identifier) else {
            return setgroups(1, [group]) == 0 && setgid(group) == 0
        }
        let (name, group) = (String(cString: entry.pointee.pw_name), entry.pointee.pw_gid)
        return initgroups(name, group) == 0 && setgid(group) == 0
    }
}
