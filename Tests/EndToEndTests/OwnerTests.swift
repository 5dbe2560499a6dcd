import Foundation
import Glibc
import TestSupport
import TestTraits
import Testing

/// Whoever runs a command, the service can open what it makes.
@Suite(
    .ownThread, .needsInstalledServers, .enabled(if: geteuid() == 0, "only root can be more than one user"),
    .timeLimit(.minutes(30)))
struct OwnerTests {
    private let folder: TemporaryFolder
    /// The folder of the service.
    private let data: String
    private let tracker: Tracker

    init() throws {
        folder = try TemporaryFolder()
        data = folder.path("data")
        tracker = Tracker(database: data + "/tracker.db")
        try make(data, .service, mode: 0o750)
    }

    @Test(arguments: [
        ["campaign", "add"] + campaign, ["user", "add"] + anna, ["token", "add", "program"], ["db", "init"],
    ])
    func whatRootMakesIsTheServices(_ command: [String]) throws {
        try tracker.output(command, input: "correct horse\n")
        #expect(try owners() == [.service])
        #expect(try run(["campaign", "list"], as: .service).status == 0)
        #expect(try run(["token", "add", "another"], as: .service).status == 0)
    }

    /// Also one that the system has no name for, as in a container.
    @Test func ownerMayBeANumber() throws {
        try make(folder.path("other"), .unnamed, mode: 0o700)
        try Tracker(database: folder.path("other/tracker.db")).addSampleCampaign()
        #expect(try FileOwner(of: folder.path("other/tracker.db")) == .unnamed)
    }

    /// With a WAL that a kill has left, which is copied now.
    @Test(arguments: [
        ["check", "--no-listen"], ["campaign", "list"], ["campaign", "show", "42"],
        ["campaign", "edit", "42", "--name", "Ring"], ["report", "42"], ["attribute", "7", "--to", "42"],
        ["user", "list"], ["token", "list"], ["db", "verify"], ["token", "add", "another"],
    ])
    func everyCommandOfRootIsTheServices(_ command: [String]) throws {
        try tracker.addSampleCampaign()
        let serving = try serve()
        serving.send(SIGKILL)
        try serving.waitForExit()
        #expect(FileManager.default.fileExists(atPath: tracker.database + "-wal"))
        try tracker.output(command)
        #expect(try owners() == [.service])
    }

    @Test func serviceOfRootIsTheOwnerAltogether() throws {
        let serving = try serve()
        #expect(try owners() == [.service])
        #expect(
            try Set(FileManager.default.contentsOfDirectory(atPath: data)) == [
                "fcgi.sock", "tracker.db", "tracker.db-shm", "tracker.db-wal",
            ])
        let status = try String(contentsOfFile: "/proc/\(serving.identifier)/status", encoding: .utf8)
        for line in [
            "Uid:\t33\t33\t33\t33", "Gid:\t33\t33\t33\t33", "Groups:\t33 ", "CapEff:\t0000000000000000",
        ] {
            #expect(status.contains(line + "\n"), "\(line)")
        }
        serving.send(SIGTERM)
        #expect(try serving.waitForExit() == 0, "\(serving.logText)")
    }

    /// Where nobody but root may make one.
    @Test func socketOfRootIsNotTheOwners() throws {
        try tracker.addSampleCampaign()
        let outcome = try tracker.run(["serve", "--listen", "unix:\(folder.path("fcgi.sock"))"])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("Permission denied. This is the user www-data."), "\(outcome.errors)")
    }

    @Test func programForOneRequestIsTheOwner() throws {
        try tracker.output(["db", "init"])
        let request = Command(
            Repository.program, [],
            environment: [
                "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "GET", "QUERY_STRING": "",
                "REQUEST_URI": "/api/v2/health", "LANDING_TRACKER_DATABASE": tracker.database,
            ])
        #expect(try request.run().output.contains(#"{"healthy":true}"#))
        #expect(try owners() == [.service])
    }

    /// Root's own files are read, wherever they are.
    @Test func mapperThatOnlyRootMayReadIsRead() throws {
        try make(folder.path("roots"), .root, mode: 0o700)
        let file = folder.path("roots/mapper.json")
        let mapper = #"{"parameter":"state","mapping":{"ok":"accept"}}"#
        try mapper.write(toFile: file, atomically: true, encoding: .utf8)
        try own(file, .root, mode: 0o600)
        try tracker.output(["campaign", "add", "--id", "42", "--status-mapper", file] + Self.campaign)
        try tracker.output(["campaign", "edit", "42", "--name", "Other", "--status-mapper", file])
        #expect(try tracker.output(["campaign", "show", "42", "--json"]).contains(mapper))
        #expect(try owners() == [.service])
    }

    @Test func rootStaysRootInAFolderOfRoot() throws {
        try make(folder.path("roots"), .root, mode: 0o750)
        try Tracker(database: folder.path("roots/tracker.db")).addSampleCampaign()
        #expect(try FileOwner(of: folder.path("roots/tracker.db")) == .root)
    }

    @Test func linkOfRootLeadsToTheOwner() throws {
        let links = [(folder.path("data-link"), data), (folder.path("link.db"), tracker.database)]
        for (link, target) in links {
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
        }
        try Tracker(database: folder.path("data-link/tracker.db")).addSampleCampaign()
        try Tracker(database: folder.path("link.db")).addSampleCampaign(43)
        #expect(try owners() == [.service])
    }

    /// A service that was broken into makes root neither root nor anybody else there.
    @Test(arguments: [FileOwner.root, .nobody], ["tracker.db", "folder/tracker.db", "../data/tracker.db"])
    func linkOfTheServiceLeadsRootNowhere(_ victim: FileOwner, _ name: String) throws {
        let target = folder.path("victim")
        try make(target, victim, mode: 0o755)
        let link = name.hasPrefix("folder") ? "folder" : "tracker.db"
        let destination = link == "folder" ? target : target + "/tracker.db"
        try FileManager.default.createSymbolicLink(
            atPath: data + "/" + link, withDestinationPath: destination)
        #expect(lchown(data + "/" + link, FileOwner.service.user, FileOwner.service.group) == 0)
        for command in [["campaign", "add"] + Self.campaign, ["serve"], ["check"], ["campaign", "list"]] {
            let outcome = try Tracker(database: data + "/" + name).run(command)
            #expect(outcome.status == 78)
            #expect(outcome.errors.contains("is in the hands of www-data"), "\(outcome.errors)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: target).isEmpty)
    }

    @Test func folderThatTheServiceMayMakeIsNotMadeByRoot() throws {
        let outcome = try Tracker(database: data + "/missing/tracker.db").run(
            ["campaign", "add"] + Self.campaign)
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains(data + "/missing"), "\(outcome.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: data).isEmpty)
    }

    @Test(arguments: [
        ["check"], ["serve"], ["campaign", "add"] + campaign, ["campaign", "list"], ["user", "list"],
        ["token", "add", "program"], ["db", "verify"],
    ])
    func anotherUserIsToldWhoToBe(_ command: [String]) throws {
        for isMade in [false, true] {
            if isMade { try tracker.addSampleCampaign() }
            let outcome = try run(command, as: .nobody)
            #expect(outcome.status == 78)
            #expect(
                outcome.errors.contains("\(data) of the database belongs to www-data, and this is nobody"),
                "\(outcome.errors)")
            #expect(outcome.errors.contains("sudo -u 'www-data' landing-tracker"))
        }
    }

    /// Where the folder lets everybody in, it is the file that does not, or the service that could not open a new one.
    @Test(arguments: [
        ["campaign", "add"] + campaign, ["token", "add", "program"], ["user", "add"] + anna, ["db", "init"],
    ])
    func anotherUserMakesNothingInTheServicesFolder(_ command: [String]) throws {
        try own(data, .service, mode: 0o777)
        let unmade = try run(command, as: .nobody)
        #expect(unmade.status == 78)
        #expect(unmade.errors.contains("sudo -u 'www-data' landing-tracker"), "\(unmade.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: data).isEmpty)

        try tracker.addSampleCampaign()
        let made = try run(command, as: .nobody)
        #expect(made.status == 78)
        #expect(made.errors.contains("\(tracker.database) belongs to www-data"), "\(made.errors)")
        #expect(try owners() == [.service])
    }

    /// By an earlier version.
    @Test func databaseThatRootHasLeftIsNamedWithTheCure() throws {
        try tracker.addSampleCampaign()
        try own(tracker.database, .root, mode: 0o640)
        for outcome in [
            try tracker.run(["campaign", "list"]), try run(["serve"], as: .service),
            try tracker.run(["check"]),
        ] {
            #expect(outcome.status == 78)
            #expect(outcome.errors.contains("belongs to root"), "\(outcome.errors)")
            #expect(outcome.errors.contains("chown -h 'www-data' \(tracker.database)*"), "\(outcome.errors)")
        }
        #expect(try Command("/bin/sh", ["-c", "chown -h 'www-data' \(tracker.database)*"]).run().status == 0)
        #expect(try tracker.run(["campaign", "list"]).status == 0)
    }

    // MARK: Arranging

    private static let campaign = [
        "--name", "Ring", "--cost-model", "cpa", "--cost-value", "1", "--currency", "usd",
    ]
    private static let anna = ["anna", "--password-stdin"]

    /// `serve` as root, once it answers.
    private func serve() throws -> ChildProcess {
        let command = tracker.command(["serve", "--listen", "unix:\(data)/fcgi.sock"])
        let serving = try ChildProcess(command, output: folder.path("serve.log"))
        try waitUntil("it serves") {
            if !serving.isRunning { throw Unexpected(serving.logText) }
            return serving.logText.contains("serving")
        }
        return serving
    }

    private func run(_ arguments: [String], as owner: FileOwner) throws -> Command.Outcome {
        let command = tracker.command(arguments)
        let identity = ["--reuid", "\(owner.user)", "--regid", "\(owner.group)", "--clear-groups"]
        var program = Command("/usr/bin/setpriv", identity + [command.program] + command.arguments)
        program.input = folder.path("input")
        try "correct horse\n".write(toFile: program.input, atomically: true, encoding: .utf8)
        return try program.run()
    }

    private func make(_ folder: String, _ owner: FileOwner, mode: Int) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        try own(folder, owner, mode: mode)
    }

    private func own(_ path: String, _ owner: FileOwner, mode: Int) throws {
        guard chown(path, owner.user, owner.group) == 0, chmod(path, mode_t(mode)) == 0 else {
            throw Unexpected("\(path) cannot be given to \(owner)")
        }
    }

    /// Of all that is in the service's folder.
    private func owners() throws -> Set<FileOwner> {
        let names = try FileManager.default.contentsOfDirectory(atPath: data)
        #expect(!names.isEmpty)
        return try Set(names.map { try FileOwner(of: data + "/" + $0) })
    }
}

/// The user and the group of a file.
struct FileOwner: Hashable, Sendable {
    let user: uid_t
    let group: gid_t

    static let root = FileOwner(user: 0, group: 0)
    /// Debian's numbers.
    static let service = FileOwner(user: 33, group: 33)
    static let nobody = FileOwner(user: 65534, group: 65534)
    static let unnamed = FileOwner(user: 54_321, group: 54_322)

    private init(user: uid_t, group: gid_t) {
        self.user = user
        self.group = group
    }

    /// A link's own.
    init(of path: String) throws {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw Unexpected("there is no \(path)") }
        self.init(user: status.st_uid, group: status.st_gid)
    }
}
