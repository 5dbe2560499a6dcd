import Glibc

/// Where the responder listens: `unix:PATH` or `tcp:HOST:PORT` with a loopback host.
///
/// FastCGI carries no authentication, so a TCP address that other machines can reach is refused.
package enum ListenAddress: Hashable, Sendable, CustomStringConvertible {
    case unix(path: String)
    case tcp(host: Host, port: UInt16)

    package enum Host: String, Sendable {
        case ipv4 = "127.0.0.1"
        case ipv6 = "::1"

        package var family: Int32 { self == .ipv4 ? AF_INET : AF_INET6 }
    }

    /// - Throws: a sentence that names what is wrong with the text.
    package init(_ text: String) throws(ListenError) {
        if text.hasPrefix("unix:") {
            self = try .unix(path: Self.socketPath(String(text.dropFirst(5))))
        } else if text.hasPrefix("tcp:") {
            self = try Self.tcp(String(text.dropFirst(4)))
        } else {
            throw .malformedAddress(text)
        }
    }

    package var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .tcp(.ipv4, let port): "tcp:127.0.0.1:\(port)"
        case .tcp(.ipv6, let port): "tcp:[::1]:\(port)"
        }
    }

    /// `sun_path` holds 108 bytes, the last of them zero (unix(7)).
    private static func socketPath(_ path: String) throws(ListenError) -> String {
        guard !path.isEmpty else { throw .malformedAddress("unix:") }
        guard path.utf8.count <= 107 else { throw .pathTooLong(path) }
        return path
    }

    private static func tcp(_ text: String) throws(ListenError) -> ListenAddress {
        guard let colon = text.lastIndex(of: ":") else { throw .malformedAddress("tcp:\(text)") }
        let digits = text[text.index(after: colon)...]
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits), port > 0
        else {
            throw .malformedAddress("tcp:\(text)")
        }
        switch text[..<colon] {
        case "localhost", "127.0.0.1": return .tcp(host: .ipv4, port: port)
        case "[::1]", "::1": return .tcp(host: .ipv6, port: port)
        default: throw .notLoopback(String(text[..<colon]))
        }
    }
}
