import Glibc

/// Who may connect to a socket file.
package struct SocketAccess: Sendable {
    /// The number of its group; nil: that of the process, or of the folder, as the system has it.
    package var group: gid_t?
    package var mode: mode_t

    /// The web server's group, and nobody else: whoever may connect may send requests in any client's name.
    package static let usualMode: mode_t = 0o660

    package init(group: gid_t? = nil, mode: mode_t = SocketAccess.usualMode) {
        self.group = group
        self.mode = mode
    }

    /// - Throws: `otherGroup` or `failed`.
    func apply(to path: String, of address: ListenAddress) throws(ListenError) {
        if let group, lchown(path, uid_t.max, group) != 0 {
            throw .otherGroup(address, group: group, errno: errno)
        }
        guard chmod(path, mode) == 0 else { throw .failed(address, call: "chmod", errno: errno) }
    }
}
