import CFastCGI
import Glibc

extension ListeningSocket {
    /// Where the socket listens, in the words of the setting, which would not take every such place.
    package var place: String {
        var address = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                guard getsockname(descriptor, name, &size) == 0 else { return "descriptor \(descriptor)" }
                return Int32(name.pointee.sa_family) == AF_UNIX
                    ? Self.unixPlace(UnsafeRawBufferPointer(start: name, count: Int(size)))
                    : Self.tcpPlace(name, size)
            }
        }
    }

    /// Whether the socket listens there; its file may have several paths.
    func isBound(to address: ListenAddress) -> Bool {
        let place = place
        guard place != "\(address)" else { return true }
        guard case .unix(let path) = address, let file = FileIdentity(path: path),
            place.hasPrefix(Self.unixPrefix)
        else { return false }
        return FileIdentity(path: String(place.dropFirst(Self.unixPrefix.count))) == file
    }

    private static let unixPrefix = "unix:"

    /// A path ends at a zero byte; an abstract name (unix(7)) begins with one, for which `@` is written.
    private static func unixPlace(_ address: UnsafeRawBufferPointer) -> String {
        let name = address.dropFirst(MemoryLayout<sa_family_t>.size)
        guard name.first == 0 else { return unixPrefix + text(name.prefix { $0 != 0 }) }
        return unixPrefix + "@" + text(name.dropFirst())
    }

    private static func tcpPlace(_ address: UnsafePointer<sockaddr>, _ size: socklen_t) -> String {
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        var port = [CChar](repeating: 0, count: Int(NI_MAXSERV))
        let result = getnameinfo(
            address, size, &host, socklen_t(host.count), &port, socklen_t(port.count),
            NI_NUMERICHOST | NI_NUMERICSERV)
        guard result == 0 else { return "tcp:" }
        let (hostText, portText) = (text(of: host), text(of: port))
        return "tcp:\(hostText.contains(":") ? "[\(hostText)]" : hostText):\(portText)"
    }

    private static func text(of characters: [CChar]) -> String {
        text(characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)))
    }

    private static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: Array(bytes), as: UTF8.self)
    }
}
