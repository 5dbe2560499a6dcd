import Foundation
import TestSupport
import TestTraits
import Testing

@testable import FastCGI

@Suite(.ownThread, .timeLimit(.minutes(30)))
struct ListeningSocketTests {
    private let folder: TemporaryFolder
    private let path: String
    private var address: ListenAddress { .unix(path: path) }

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/s"
    }

    private var exists: Bool { FileManager.default.fileExists(atPath: path) }

    @Test func socketFileIsForOwnerAndGroup() throws {
        let listener = try ListeningSocket(address)
        defer { listener.close() }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o660)
    }

    @Test(arguments: [0o600, 0o666] as [mode_t])
    func socketFileHasTheModeThatIsAskedFor(_ mode: mode_t) throws {
        let listener = try ListeningSocket(address, access: SocketAccess(mode: mode))
        defer { listener.close() }
        let found = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(found == Int(mode))
    }

    @Test(.enabled(if: geteuid() == 0, "only root gives files to any group"))
    func socketFileHasTheGroupThatIsAskedFor() throws {
        let listener = try ListeningSocket(address, access: SocketAccess(group: 33, mode: 0o620))
        defer { listener.close() }
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.groupOwnerAccountID] as? Int == 33)
        #expect(attributes[.ownerAccountID] as? Int == Int(geteuid()))
        #expect(attributes[.posixPermissions] as? Int == 0o620)
    }

    /// Who may not give the file away leaves none.
    @Test(.enabled(if: geteuid() == 0, "only root can be another user"))
    func groupThatIsNotOursIsNamed() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            chmod(folder.path, 0o777)
            setgroups(0, nil)
            setuid(65534)
            let address = ListenAddress.unix(path: folder.path + "/s")
            #expect(throws: ListenError.otherGroup(address, group: 33, errno: EPERM)) {
                try ListeningSocket(address, access: SocketAccess(group: 33))
            }
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/s"))
        }
    }

    @Test func descriptorIsNonBlockingAndNotPassedOn() throws {
        let listener = try ListeningSocket(address)
        defer { listener.close() }
        #expect(fcntl(listener.descriptor, F_GETFL) & O_NONBLOCK != 0)
        #expect(fcntl(listener.descriptor, F_GETFD) & FD_CLOEXEC != 0)
    }

    @Test func staleSocketIsReplaced() throws {
        let dead = try ListeningSocket(address)
        Glibc.close(dead.descriptor)
        #expect(exists)
        // A process that another test is just starting holds all descriptors for a moment.
        #expect(eventually { !ListeningSocket.isServed(address) })
        let listener = try ListeningSocket(address)
        defer { listener.close() }
        #expect(throws: Never.self) { try WebServerConnection(address) }
    }

    @Test func liveServerIsNotStolenFrom() throws {
        let live = try ListeningSocket(address)
        defer { live.close() }
        #expect(throws: ListenError.inUse(address)) { try ListeningSocket(address) }
        #expect(throws: Never.self) { try WebServerConnection(address) }
    }

    @Test func serverWithFullBacklogIsNotStolenFrom() throws {
        let busy = try RawSocket(boundTo: path, backlog: 0)
        let waiting = (0..<4).map { _ in RawSocket(connectingTo: path) }
        #expect(ListeningSocket.isServed(address))
        #expect(throws: ListenError.inUse(address)) { try ListeningSocket(address) }
        withExtendedLifetime((busy, waiting)) {}
    }

    @Test func drainingServerIsReplaced() throws {
        let old = try ListeningSocket(address)
        old.refuseNewConnections()
        let new = try ListeningSocket(address)
        defer { new.close() }
        old.close()
        #expect(exists)
        #expect(ListeningSocket.isServed(address))
    }

    @Test func socketOfAnotherKindIsKept() throws {
        let datagram = try RawSocket(boundTo: path, type: SOCK_DGRAM)
        #expect(throws: ListenError.failed(address, call: "connect", errno: EPROTOTYPE)) {
            try ListeningSocket(address)
        }
        #expect(exists)
        withExtendedLifetime(datagram) {}
    }

    @Test func regularFileIsKept() throws {
        try Data("precious".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: ListenError.notASocket(path: path)) { try ListeningSocket(address) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("precious".utf8))
    }

    @Test func linkIsKept() throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder.path + "/other")
        #expect(throws: ListenError.notASocket(path: path)) { try ListeningSocket(address) }
    }

    @Test func missingFolderIsNamed() {
        let address = ListenAddress.unix(path: folder.path + "/none/s")
        #expect(throws: ListenError.failed(address, call: "bind", errno: ENOENT)) {
            try ListeningSocket(address)
        }
    }

    @Test func ownFileIsRemovedAtClose() throws {
        try ListeningSocket(address).close()
        #expect(!exists)
    }

    @Test func fileOfASuccessorIsKeptAtClose() throws {
        let old = try ListeningSocket(address)
        try FileManager.default.removeItem(atPath: path)
        let successor = try ListeningSocket(address)
        defer { successor.close() }
        old.close()
        #expect(exists)
        #expect(throws: Never.self) { try WebServerConnection(address) }
    }

    @Test func inheritedListenerIsNeverShutDownNorRemoved() throws {
        let holder = try ListeningSocket(address)
        defer { holder.close() }
        let inherited = ListeningSocket(inherited: dup(holder.descriptor))
        inherited.refuseNewConnections()
        inherited.close()
        #expect(exists)
        #expect(throws: Never.self) { try WebServerConnection(address) }
    }

    @Test func ownListenerRefusesNewConnectionsOnRequest() throws {
        let listener = try ListeningSocket(address)
        defer { listener.close() }
        let waiting = try WebServerConnection(address)
        listener.refuseNewConnections()
        #expect(throws: WebServerConnection.Failure.self) { try WebServerConnection(address) }
        let accepted = accept(listener.descriptor, nil, nil)
        #expect(accepted >= 0, "what waited before can still be accepted")
        Glibc.close(accepted)
        withExtendedLifetime(waiting) {}
    }

    @Test func onlyListeningSocketsListen() throws {
        let listener = try ListeningSocket(address)
        defer { listener.close() }
        let pair = RawSocket(connectingTo: path)
        #expect(ListeningSocket.isListening(listener.descriptor))
        #expect(!ListeningSocket.isListening(pair.descriptor))
        #expect(!ListeningSocket.isListening(-1))
    }

    @Test(arguments: [ListenAddress.Host.ipv4, .ipv6])
    func loopbackPortIsListenedOn(host: ListenAddress.Host) throws {
        let (listener, address) = try Self.listening(on: host)
        defer { listener.close() }
        #expect(ListeningSocket.isListening(listener.descriptor))
        #expect(throws: ListenError.inUse(address)) { try ListeningSocket(address) }
    }

    /// A listener on a port that was free a moment ago.
    static func listening(on host: ListenAddress.Host) throws -> (ListeningSocket, ListenAddress) {
        while true {
            let address = ListenAddress.tcp(host: host, port: .random(in: 20_000..<32_000))
            do throws(ListenError) {
                return (try ListeningSocket(address), address)
            } catch {
                guard error == .inUse(address) else { throw error }
            }
        }
    }
}
