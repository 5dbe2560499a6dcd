import Glibc

/// Why the responder cannot listen; `description` tells an administrator what to change.
package enum ListenError: Error, Equatable, CustomStringConvertible {
    case malformedAddress(String)
    case pathTooLong(String)
    case notLoopback(String)
    case inUse(ListenAddress)
    case notASocket(path: String)
    /// A descriptor that was handed over.
    case notListening(descriptor: Int32)
    case otherGroup(ListenAddress, group: UInt32, errno: Int32)
    case failed(ListenAddress, call: String, errno: Int32)

    /// Whether another user might listen there.
    package var isDenied: Bool {
        if case .failed(_, _, EACCES) = self { return true }
        return false
    }

    package var description: String {
        switch self {
        case .malformedAddress(let text):
            "'\(text)' is no listen address. Write unix:/path/to/socket or tcp:127.0.0.1:9000."
        case .pathTooLong(let path):
            "The socket path \(path) has \(path.utf8.count) bytes; the system allows 107. Choose a shorter one."
        case .notLoopback(let host):
            "\(host) is not a loopback host. FastCGI has no login of its own: listen on 127.0.0.1, [::1] or a socket file."
        case .inUse(let address):
            "Another server already listens on \(address). Stop it first, or choose another address."
        case .notASocket(let path):
            "\(path) exists and is no socket. Move it away, or choose another path."
        case .notListening(let descriptor):
            "Descriptor \(descriptor), of those that LISTEN_FDS counts from 3 on, is no stream socket that listens. Hand over ListenStream= sockets only."
        case .otherGroup(let address, let group, let code):
            "Cannot give \(address) to the group with the number \(group): \(String(systemError: code)). Whoever runs this must be a member of it."
        case .failed(let address, let call, let code):
            "Cannot listen on \(address): \(call): \(String(systemError: code))."
        }
    }
}
