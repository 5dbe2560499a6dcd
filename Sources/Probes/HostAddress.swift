import Foundation

/// An address that the name of a host leads to.
struct HostAddress {
    let family: Int32
    private let bytes: [UInt8]

    /// All of them, in the order in which they are to be tried. The system may take its time to find them.
    static func all(of host: String, port: UInt16) throws(ProbeFailure) -> [HostAddress] {
        var wish = addrinfo()
        wish.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var first: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, "\(port)", &wish, &first)
        guard code == 0 else {
            throw code == EAI_SYSTEM
                ? ProbeFailure(system: errno) : .unknownHost(String(cString: gai_strerror(code)))
        }
        defer { freeaddrinfo(first) }
        return sequence(state: first) { next in
            defer { next = next?.pointee.ai_next }
            return next.map { HostAddress($0.pointee) }
        }.map { $0 }
    }

    private init(_ address: addrinfo) {
        family = address.ai_family
        bytes = Array(UnsafeRawBufferPointer(start: address.ai_addr, count: Int(address.ai_addrlen)))
    }

    /// As connect(2).
    func connect(_ descriptor: Int32) -> Int32 {
        bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return -1 }
            return Foundation.connect(
                descriptor, start.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
    }
}
