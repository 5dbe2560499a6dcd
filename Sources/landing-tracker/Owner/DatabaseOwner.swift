import Foundation

/// Whose a database is, and that nobody else touches it: what another user makes there, the service cannot open.
///
/// Nothing is ever given to a user (chown): the folder is the service's, and may hold links that lead anywhere.
struct DatabaseOwner {
    private let walk: PathWalk

    init(ofDatabaseAt path: String) {
        walk = PathWalk(to: path)
    }

    /// Whether there is a file that this user may know of.
    var isDatabaseThere: Bool { walk.file != nil }

    /// As root, becomes the owner of the folder that holds the database, for good; else does nothing. To be called before
    /// anything there is touched.
    ///
    /// - Throws: when root would be led by a link that somebody else could lead to another place.
    func takeOverFromRoot() throws(CommandFailure) {
        guard SystemUser.current == .root, let folder = FileStatus(walk.folder) else { return }
        for link in walk.links {
            let owners = [link, (link as NSString).deletingLastPathComponent].compactMap {
                FileStatus($0)?.owner
            }
            guard let other = owners.first(where: { $0 != .root && $0 != folder.owner }) else { continue }
            throw CommandFailure(
                """
                The link \(link), on the way to the database, is in the hands of \(other), and leads to a folder of \
                \(folder.owner). Name the database by a path without that link, or remove it.
                """, .configuration)
        }
        if folder.owner != .root { try folder.owner.become(orGroup: folder.group) }
    }

    /// - Throws: when the database, or its folder, is not this user's to use. With `mayMake` also where a database would be
    ///   made that its folder's owner, who is not root, cannot use.
    func requireAccess(mayMake: Bool) throws(CommandFailure) {
        guard !walk.isFolderMissing, let folder = FileStatus(walk.folder) else { return }
        guard !Self.isDenied(walk.folder, W_OK | X_OK) else {
            throw Self.wrongUser("The folder \(walk.folder) of the database", folder)
        }
        if let file = walk.file {
            guard Self.isDenied(file, R_OK | W_OK), let status = FileStatus(file) else { return }
            guard status.owner == .root, folder.owner == .current else {
                throw Self.wrongUser("The database \(file)", status)
            }
            throw Self.leftByRoot(file, status)
        }
        guard !mayMake || folder.owner == .current || folder.owner == .root else {
            throw Self.wrongUser("The folder \(walk.folder) of the database", folder)
        }
    }

    /// By its mode, whoever it belongs to; a disk that is read-only says so later.
    private static func isDenied(_ path: String, _ mode: Int32) -> Bool {
        access(path, mode) != 0 && errno == EACCES
    }

    private static func wrongUser(_ what: VisibleText, _ status: FileStatus) -> CommandFailure {
        let owner = status.owner
        let remedy: VisibleText =
            owner == .current
            ? "Change its mode." : "Run this as that user: sudo -u '\(owner)' landing-tracker ..."
        return CommandFailure(
            """
            \(what) belongs to \(owner), and this is \(SystemUser.current), who may not use it (\(status.rights)). \(remedy)
            """, .configuration)
    }

    /// An earlier version, or another program, has made it so.
    private static func leftByRoot(_ file: String, _ status: FileStatus) -> CommandFailure {
        CommandFailure(
            """
            The database \(file) belongs to root (\(status.rights)), so that \(SystemUser.current) cannot use it. If it is \
            that user's service that uses it, give it to that user, with what SQLite keeps beside it: \
            chown -h '\(SystemUser.current)' \(file)*
            """, .configuration)
    }
}
