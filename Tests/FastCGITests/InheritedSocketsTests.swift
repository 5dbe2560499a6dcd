import Foundation
import HTTP
import TestSupport
import TestTraits
import Testing

@testable import FastCGI

/// Sockets that a process is started with, each test in a process of its own. What runs a test there has the first descriptors
/// for itself: these are far from them.
@Suite(.ownThread, .timeLimit(.minutes(30)))
struct InheritedSocketsTests {
    static let first: Int32 = 200

    @Test func descriptorsFromThreeOnAreInheritedFromSystemd() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            let own = try ListeningSocket(.unix(path: folder.path + "/s"))
            let descriptors = [0, 1, 2].map { InheritedSocketsTests.first + $0 }
            for count in 1...3 {
                dup2(own.descriptor, descriptors[count - 1])
                let environment = [
                    "LISTEN_PID": "\(getpid())", "LISTEN_FDS": "\(count)", "LISTEN_FDNAMES": "a:b:c",
                ]
                let sockets = InheritedSockets(environment: environment, from: InheritedSocketsTests.first)
                #expect(sockets.listeners.map(\.descriptor) == Array(descriptors.prefix(count)))
                #expect(sockets.fault == nil)
                #expect(sockets.listeners.allSatisfy { fcntl($0.descriptor, F_GETFD) & FD_CLOEXEC != 0 })
            }
        }
    }

    @Test func descriptorsOfAnotherProcessAreNotTaken() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            let own = try ListeningSocket(.unix(path: folder.path + "/s"))
            dup2(own.descriptor, InheritedSocketsTests.first)
            for environment in [
                [:], ["LISTEN_FDS": "1"], ["LISTEN_PID": "1", "LISTEN_FDS": "1"],
                ["LISTEN_PID": "\(getpid())"], ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "0"],
                ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "-1"],
                ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "one"],
                ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "2147483647"],
            ] {
                let sockets = InheritedSockets(environment: environment, from: InheritedSocketsTests.first)
                #expect(sockets.listeners.isEmpty && sockets.fault == nil, "\(environment)")
            }
        }
    }

    /// A file, a socket that does not listen, one of datagrams, one of packets, and nothing.
    @Test func descriptorThatIsNoListeningStreamSocketIsNamed() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            let own = try ListeningSocket(.unix(path: folder.path + "/s"))
            dup2(own.descriptor, InheritedSocketsTests.first)
            let sockets = [
                RawSocket(connectingTo: folder.path + "/s"),
                try RawSocket(boundTo: folder.path + "/d", type: SOCK_DGRAM),
                try RawSocket(boundTo: folder.path + "/p", type: SOCK_SEQPACKET, backlog: 1),
            ]
            for other in [2] + sockets.map(\.descriptor) + [-1] {
                if dup2(other, InheritedSocketsTests.first + 1) < 0 {
                    Glibc.close(InheritedSocketsTests.first + 1)
                }
                let environment = ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "3"]
                let inherited = InheritedSockets(environment: environment, from: InheritedSocketsTests.first)
                #expect(
                    inherited.fault == .notListening(descriptor: InheritedSocketsTests.first + 1), "\(other)")
                #expect(inherited.listeners.map(\.descriptor) == [InheritedSocketsTests.first])
            }
            withExtendedLifetime(sockets) {}
        }
    }

    @Test func descriptorZeroIsInheritedWhenItListens() async {
        await #expect(processExitsWith: .success) {
            #expect(InheritedSockets(environment: [:]).listeners.isEmpty)
            let folder = try TemporaryFolder()
            let own = try ListeningSocket(.unix(path: folder.path + "/s"))
            dup2(own.descriptor, 0)
            #expect(InheritedSockets(environment: [:]).listeners.map(\.descriptor) == [0])
        }
    }
}

/// Where a socket listens.
@Suite(.ownThread, .timeLimit(.minutes(30)))
struct SocketPlaceTests {
    @Test func socketKnowsItsFileByEveryPath() throws {
        let folder = try TemporaryFolder()
        let (path, other) = (folder.path + "/s", folder.path + "/link/s")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: folder.path)
        let listener = try ListeningSocket(.unix(path: path))
        defer { listener.close() }
        let another = try ListeningSocket(.unix(path: folder.path + "/t"))
        defer { another.close() }
        #expect(listener.place == "unix:\(path)")
        #expect(listener.isBound(to: .unix(path: path)))
        #expect(listener.isBound(to: .unix(path: other)))
        #expect(!listener.isBound(to: .unix(path: folder.path + "/t")))
        #expect(!listener.isBound(to: .unix(path: folder.path + "/none")))
        #expect(!listener.isBound(to: .tcp(host: .ipv4, port: 9000)))
    }

    @Test(arguments: [ListenAddress.Host.ipv4, .ipv6])
    func socketKnowsItsPort(host: ListenAddress.Host) throws {
        let (listener, address) = try ListeningSocketTests.listening(on: host)
        defer { listener.close() }
        #expect(listener.place == "\(address)")
        #expect(listener.isBound(to: address))
        #expect(!listener.isBound(to: .tcp(host: host, port: 1)))
    }

    /// No setting says that, but systemd can hand it over.
    @Test func abstractSocketIsNamed() throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let name = "@landing-tracker-\(UUID())"
        #expect(SocketAddress.withUnixName(name) { bind(descriptor, $0, $1) } == 0)
        let listener = ListeningSocket(inherited: descriptor)
        defer { listener.close() }
        #expect(listener.place == "unix:\(name)")
    }
}

extension FastCGIServerTests {
    @Test func serverAnswersAtEachOfItsSockets() throws {
        let folder = try TemporaryFolder()
        let addresses = (0..<3).map { ListenAddress.unix(path: folder.path + "/s\($0)") }
        let server = try FastCGIServer(
            listeners: try addresses.map { try ListeningSocket($0) }, logger: .silent,
            handler: { request, answer in answer(.echo(request)) })
        try server.start()
        for address in addresses + addresses {
            #expect(try WebServerConnection(address).answer(to: WebServerRequest()).status == 201)
        }
        #expect(server.stop())
        for address in addresses { #expect(!ListeningSocket.isServed(address)) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }
}
