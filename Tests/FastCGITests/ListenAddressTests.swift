import Testing

@testable import FastCGI

struct ListenAddressTests {
    @Test(arguments: [
        (
            "unix:/run/landing-tracker/fastcgi.sock",
            ListenAddress.unix(path: "/run/landing-tracker/fastcgi.sock")
        ),
        ("unix:relative.sock", .unix(path: "relative.sock")),
        ("unix:/with:colon", .unix(path: "/with:colon")),
        ("tcp:127.0.0.1:9000", .tcp(host: .ipv4, port: 9000)),
        ("tcp:localhost:1", .tcp(host: .ipv4, port: 1)),
        ("tcp:[::1]:65535", .tcp(host: .ipv6, port: 65535)),
        ("tcp:::1:9000", .tcp(host: .ipv6, port: 9000)),
    ])
    func addressIsRead(text: String, address: ListenAddress) throws {
        #expect(try ListenAddress(text) == address)
    }

    @Test(arguments: [
        "", "unix:", "/run/x.sock", "tcp:", "tcp:9000", "tcp:127.0.0.1", "tcp:127.0.0.1:", "tcp:127.0.0.1:0",
        "tcp:127.0.0.1:65536", "tcp:127.0.0.1:+80", "tcp:127.0.0.1:-1", "tcp:127.0.0.1: 80",
        "tcp:127.0.0.1:9x",
        "tcp:127.0.0.1:٩", "UNIX:/x", "http://127.0.0.1:9000",
    ])
    func otherTextIsMalformed(text: String) {
        #expect(throws: ListenError.malformedAddress(text)) { try ListenAddress(text) }
    }

    @Test(arguments: ["0.0.0.0", "[::]", "192.0.2.1", "example.com", "*", "", "127.0.0.2", "LOCALHOST"])
    func hostThatOthersReachIsRefused(host: String) {
        #expect(throws: ListenError.notLoopback(host)) { try ListenAddress("tcp:\(host):9000") }
    }

    @Test func pathOf107BytesIsTheLongest() throws {
        let path = "/" + String(repeating: "p", count: 106)
        #expect(try ListenAddress("unix:\(path)") == .unix(path: path))
        #expect(throws: ListenError.pathTooLong(path + "p")) { try ListenAddress("unix:\(path)p") }
    }

    @Test func pathIsMeasuredInBytes() {
        let path = "/" + String(repeating: "é", count: 54)
        #expect(throws: ListenError.pathTooLong(path)) { try ListenAddress("unix:\(path)") }
    }

    @Test(arguments: ["unix:/run/a b.sock", "tcp:127.0.0.1:9000", "tcp:[::1]:9000"])
    func descriptionIsTheAddressAgain(text: String) throws {
        #expect(try ListenAddress(text).description == text)
    }
}
