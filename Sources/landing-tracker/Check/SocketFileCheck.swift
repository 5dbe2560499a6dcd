import Foundation

/// Who may connect to a socket.
struct SocketFileCheck {
    let path: String
    /// The user of the web server, if it is known.
    let webUser: String?

    func check() throws -> VisibleText {
        let file = path.resolvedPath
        guard let status = FileStatus(file), status.kind == .socket else {
            return "not there, or not to be looked at"
        }
        if let webUser { try require(webUser, file, status) }
        let everybody = UserAccess(.nobody)
        guard !everybody.may(.write, status) || everybody.barrier(onTheWayTo: file) != nil else {
            throw CheckWarning(
                message: """
                    \(status.rights): every user of this machine may connect, and send in any client's name.
                    """,
                cure: """
                    Give it the web server's group, and mode 0660 (SocketGroup= and SocketMode= of the socket unit).
                    """)
        }
        return webUser.map { "\(status.rights); \($0) may connect" } ?? "\(status.rights)"
    }

    private func require(_ name: String, _ file: String, _ status: FileStatus) throws(CheckFailure) {
        guard let user = SystemUser(named: name) else {
            throw CheckFailure("There is no user \(name).", cure: "See as whom the web server runs.")
        }
        let access = UserAccess(user)
        if let (folder, rights) = access.barrier(onTheWayTo: file) {
            throw CheckFailure(
                "\(name) may not connect: the folder \(folder) lets that user not pass (\(rights.rights)).",
                cure: """
                    Have the socket in another folder, as /run/landing-tracker, or run `chmod o+x \(folder)`.
                    """)
        }
        guard !access.may(.write, status) else { return }
        throw CheckFailure(
            "\(name) may not connect: \(path) has \(status.rights).", cure: Self.cure(for: name, status))
    }

    /// Nobody is to be let into the group of root.
    private static func cure(for name: String, _ status: FileStatus) -> VisibleText {
        let group: VisibleText =
            """
            Have the socket made with a group that \(name) is in: SocketGroup= in `systemctl edit` of the socket unit, then \
            restart that unit.
            """
        guard status.group != 0 else { return group }
        return """
            \(group) Or let \(name) into the group (`usermod -aG \(status.groupName) \(name)`), and restart the web server.
            """
    }
}
