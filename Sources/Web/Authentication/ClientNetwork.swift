import Foundation

/// The network that a client's tries are counted by: its IPv4 address, or the /64 of its IPv6 address, since whoever
/// has one of those addresses has them all.
struct ClientNetwork: Hashable, Sendable {
    /// 4 or 8; one zero for what is no address, such as nginx's `unix:`.
    let bytes: [UInt8]

    /// Takes REMOTE_ADDR.
    init(address: String?) {
        bytes = address.flatMap(Self.bytes) ?? [0]
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        // inet_pton(3) would stop there and find the rest right.
        guard !text.utf8.contains(0) else { return nil }
        return ipv4(text) ?? ipv6(text)
    }

    private static func ipv4(_ text: String) -> [UInt8]? {
        var address = in_addr()
        guard inet_pton(AF_INET, text, &address) == 1 else { return nil }
        return bytes(of: address.s_addr)
    }

    /// An IPv4 address that is written as one of IPv6 (RFC 4291 section 2.5.5.2) is an IPv4 address.
    private static func ipv6(_ text: String) -> [UInt8]? {
        var address = in6_addr()
        // Of a local address `%eth0` may follow.
        guard inet_pton(AF_INET6, String(text.prefix { $0 != "%" }), &address) == 1 else { return nil }
        let words = address.__in6_u.__u6_addr32
        if words.0 == 0, words.1 == 0, UInt32(bigEndian: words.2) == 0xFFFF { return bytes(of: words.3) }
        return bytes(of: words.0) + bytes(of: words.1)
    }

    /// Of a word in network order.
    private static func bytes(of word: UInt32) -> [UInt8] {
        let number = UInt32(bigEndian: word)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
