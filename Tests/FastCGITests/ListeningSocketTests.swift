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

// MARK: - Listeners that a process is started with, each in a process of its own

extension ListeningSocketTests {
    @Test func descriptorThreeIsInheritedFromSystemd() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            let own = try ListeningSocket(.unix(path: folder.path + "/s"))
            dup2(own.descriptor, 3)
            let environment = ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "1"]
            #expect(ListeningSocket.inherited(environment: environment)?.descriptor == 3)
            #expect(fcntl(3, F_GETFD) & FD_CLOEXEC != 0)
        }
    }

    @Test func descriptorThreeOfAnotherProcessIsNotTaken() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            let own = try ListeningSocket(.unix(path: folder.path + "/s"))
            dup2(own.descriptor, 3)
            for environment in [
                [:], ["LISTEN_FDS": "1"], ["LISTEN_PID": "1", "LISTEN_FDS": "1"],
                ["LISTEN_PID": "\(getpid())"],
                ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "0"],
            ] {
                #expect(ListeningSocket.inherited(environment: environment) == nil, "\(environment)")
            }
        }
    }

    @Test func descriptorThreeThatDoesNotListenIsNotTaken() async {
        await #expect(processExitsWith: .success) {
            dup2(2, 3)
            let environment = ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "1"]
            #expect(ListeningSocket.inherited(environment: environment) == nil)
        }
    }

    @Test func descriptorZeroIsInheritedWhenItListens() async {
        await #expect(processExitsWith: .success) {
            #expect(ListeningSocket.inherited(environment: [:]) == nil)
            let folder = try TemporaryFolder()
            let own = try ListeningSocket(.unix(path: folder.path + "/s"))
            dup2(own.descriptor, 0)
            #expect(ListeningSocket.inherited(environment: [:])?.descriptor == 0)
        }
    }
}
