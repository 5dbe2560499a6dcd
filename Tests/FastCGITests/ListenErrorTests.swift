import Glibc
import Testing

@testable import FastCGI

struct ListenErrorTests {
    @Test(arguments: [
        (ListenError.malformedAddress("x"), ["'x'", "unix:/path/to/socket", "tcp:127.0.0.1:9000"]),
        (.pathTooLong("/long"), ["/long", "5 bytes", "107"]),
        (.notLoopback("0.0.0.0"), ["0.0.0.0", "127.0.0.1"]),
        (.inUse(.tcp(host: .ipv6, port: 9000)), ["tcp:[::1]:9000", "already"]),
        (.notASocket(path: "/etc/passwd"), ["/etc/passwd", "no socket"]),
        (.failed(.unix(path: "/a/b"), call: "bind", errno: ENOENT), ["unix:/a/b", "bind", "No such file"]),
    ])
    func messageNamesWhatIsWrong(error: ListenError, words: [String]) {
        for word in words { #expect(error.description.contains(word)) }
    }
}
