import Foundation
import Glibc
import TestSupport
import Testing

/// Where nobody answers, or somebody else does.
extension CheckTests {
    enum Place: CaseIterable {
        case socket, port
    }

    /// It asks, and waits for the answer.
    @Test(arguments: Place.allCases)
    func serverThatNeverAnswersIsNamed(_ place: Place) throws {
        let (address, stranger) = try stranger(at: place, .silent)
        expectWrong(
            try check(["--listen", address]), "listen", "Somebody listens, and does not answer within 2 s.")
        #expect(stranger.isAsked)
    }

    @Test(arguments: Place.allCases, ["SSH-2.0-OpenSSH_9.2\r\n", "+OK\n"])
    func programOfAnotherProtocolIsNamed(_ place: Place, _ greeting: String) throws {
        let (address, stranger) = try stranger(at: place, .saying(Array(greeting.utf8)))
        let outcome = try check(["--listen", address])
        #expect(outcome.status == 78)
        expectWrong(
            outcome, "listen", "Another program listens there: what it answers is no FastCGI. `ss -l")
        withExtendedLifetime(stranger) {}
    }

    /// As PHP's, which is asked for no script.
    @Test func otherFastCGIProgramIsNamed() throws {
        let output = Array("Status: 404 Not Found\r\nContent-type: text/html\r\n\r\nFile not found.\n".utf8)
        let records =
            Record(.standardOutput, output).bytes + Record(.standardOutput).bytes
            + Record(.end, [0, 0, 0, 0, 0, 0, 0, 0]).bytes
        let (address, stranger) = try stranger(at: .port, .saying(records))
        let outcome = try check(["--listen", address])
        #expect(outcome.status == 78)
        expectWrong(outcome, "listen", "Another FastCGI program answers (404).")
        withExtendedLifetime(stranger) {}
    }

    @Test(arguments: Place.allCases)
    func programThatEndsTheConnectionIsNamed(_ place: Place) throws {
        let (address, stranger) = try stranger(at: place, .saying([]))
        expectWrong(
            try check(["--listen", address]), "listen", "The connection was ended without an answer")
        withExtendedLifetime(stranger) {}
    }

    /// What is wrong is not who owns a folder.
    @Test(arguments: ["missing", "left", "no folder", "port"])
    func nobodyIsNamed(_ state: String) throws {
        try tracker.addSampleCampaign()
        var address = "unix:\(socket)"
        switch state {
        case "left": _ = try Stranger(at: socket)
        case "no folder": address = "unix:\(folder.path("none/fcgi.sock"))"
        case "port": address = "tcp:127.0.0.1:\(try Loopback.unusedPort())"
        default: break
        }
        let outcome = try check(["--listen", address])
        #expect(outcome.status == 78)
        expectWrong(outcome, "listen", "Nobody listens")
        #expect(outcome.errors.contains("Start the service (`landing-tracker serve`)"))
        if state == "left" { expectWrong(outcome, "listen", "the file of the socket was left") }
        if state == "no folder" { expectWrong(outcome, "listen", "there is no folder \(folder.path)/none") }
        #expect(!outcome.output.contains("owner or mode"), "\(outcome.output)")
    }

    @Test func fileThatIsNoSocketIsNamed() throws {
        try Data("precious".utf8).write(to: URL(fileURLWithPath: socket))
        expectWrong(
            try check(["--listen", "unix:\(socket)"]), "listen", "\(socket) exists and is no socket.")
    }

    @Test(needsRoot) func portThatIsNotForThisUserIsNamed() throws {
        try tracker.addSampleCampaign()
        for name in [folder.path, tracker.database] {
            #expect(chown(name, FileOwner.service.user, FileOwner.service.group) == 0)
        }
        let outcome = try check(["--listen", "tcp:127.0.0.1:1"], ["PATH": "/nowhere"])
        #expect(outcome.status == 78)
        expectWrong(outcome, "listen", "Nobody listens, and www-data may not: port 1 is for root")
        #expect(outcome.errors.contains("Choose a port from "))
    }

    @Test(needsRoot) func userWhoMayNotConnectIsToldWhomToBe() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        let stranger = try Stranger(at: socket)
        #expect(chmod(socket, 0o660) == 0)
        let outcome = try check(["--listen", "unix:\(socket)"], as: .nobody)
        expectWrong(
            outcome, "listen",
            "This is nobody, who may not connect: \(socket) has owner root, group root, mode 0660.")
        #expect(outcome.errors.contains("mode 0660. Run this as root."), "\(outcome.errors)")
        #expect(!stranger.isAsked)
    }

    /// Where nobody is to listen.
    @Test func listenerIsLeftOut() throws {
        try tracker.addSampleCampaign()
        let outcome = try check(["--no-listen"])
        #expect(outcome.status == 0)
        #expect(!outcome.output.contains("   listen "))
        #expect(!outcome.output.contains("   socket "))
    }

    // MARK: Who may connect

    @Test func socketIsDescribed() throws {
        let stranger = try Stranger(at: socket)
        #expect(chmod(socket, 0o660) == 0)
        let outcome = try check(["--listen", "unix:\(socket)"])
        let owner = String(cString: getpwuid(geteuid()).pointee.pw_name)
        #expect(
            outcome.output.contains("ok     socket    \(socket): owner \(owner), group "), "\(outcome.output)"
        )
        #expect(outcome.output.contains(", mode 0660\n"))
        withExtendedLifetime(stranger) {}
    }

    @Test func webServerThatMayNotConnectIsNamed() throws {
        let stranger = try Stranger(at: socket)
        #expect(chmod(socket, 0o660) == 0)
        let arguments = ["--listen", "unix:\(socket)", "--web-user", "nobody"]
        let closed = try check(arguments)
        expectWrong(closed, "socket", "the folder \(folder.path) lets that user not pass (owner ")
        #expect(chmod(folder.path, 0o751) == 0)
        let outcome = try check(arguments)
        #expect(outcome.status == 78)
        expectWrong(outcome, "socket", "nobody may not connect: \(socket) has owner ")
        #expect(outcome.errors.contains("SocketGroup="), "\(outcome.errors)")
        // Whoever is in that group may more than connect.
        if geteuid() == 0 { #expect(!outcome.errors.contains("usermod")) }
        #expect(!outcome.errors.contains("chmod o+x"))
        expectWrong(
            try check(["--listen", "unix:\(socket)", "--web-user", "no-such-user"]), "socket",
            "There is no user no-such-user.")
        withExtendedLifetime(stranger) {}
    }

    @Test(needsRoot) func webServerOfTheGroupMayConnect() throws {
        let stranger = try Stranger(at: socket)
        #expect(chmod(socket, 0o660) == 0 && chown(socket, 0, FileOwner.service.group) == 0)
        #expect(chmod(folder.path, 0o751) == 0)
        let outcome = try check(["--listen", "unix:\(socket)", "--web-user", "www-data"])
        #expect(
            outcome.output.contains("owner root, group www-data, mode 0660; www-data may connect\n"),
            "\(outcome.output)")
        withExtendedLifetime(stranger) {}
    }

    @Test func socketForEverybodyIsAWarning() throws {
        let stranger = try Stranger(at: socket)
        #expect(chmod(socket, 0o666) == 0 && chmod(folder.path, 0o755) == 0)
        let outcome = try check(["--listen", "unix:\(socket)"])
        #expect(
            outcome.output.contains("mode 0666: every user of this machine may connect"), "\(outcome.output)")
        // Where nobody else comes as far as that, it is not so.
        #expect(chmod(folder.path, 0o750) == 0)
        #expect(try check(["--listen", "unix:\(socket)"]).output.contains("ok     socket    "))
        withExtendedLifetime(stranger) {}
    }

    private func stranger(at place: Place, _ conduct: Stranger.Conduct) throws -> (String, Stranger) {
        try tracker.addSampleCampaign()
        guard place == .port else { return ("unix:\(socket)", try Stranger(at: socket, conduct)) }
        while true {
            let port = try Loopback.unusedPort()
            guard let stranger = try? Stranger(atPort: port, conduct) else { continue }
            return ("tcp:127.0.0.1:\(port)", stranger)
        }
    }
}
