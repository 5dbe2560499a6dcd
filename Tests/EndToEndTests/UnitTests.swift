import Foundation
import TestSupport
import Testing

/// The units of `conf/systemd`, as far as they can be looked at without systemd running.
@Suite(.timeLimit(.minutes(30)))
struct UnitTests {
    private static let analyze = "/usr/bin/systemd-analyze"
    private static let needsSystemd = ConditionTrait.enabled(
        if: FileManager.default.isExecutableFile(atPath: analyze), "not installed: systemd")
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(needsSystemd, arguments: [false, true])
    func unitsAreSound(_ withPort: Bool) throws {
        let units = try install(withPort: withPort)
        let outcome = try Command(Self.analyze, ["verify"] + units).run()
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
    }

    /// What is left: the host's files and network, the socket itself, and what threads need to change their priority.
    @Test(needsSystemd, arguments: [(false, "10"), (true, "15")])
    func serviceIsExposedToLittle(_ withPort: Bool, _ tenths: String) throws {
        let units = try install(withPort: withPort)
        let outcome = try Command(
            Self.analyze, ["security", "--offline=true", "--threshold=\(tenths)", units[0]]
        ).run()
        #expect(outcome.status == 0, "\(outcome.output)")
    }

    @Test(arguments: [
        "UMask=0077", "LimitNOFILE=65536", "TasksMax=64", "MemoryMax=50%", "LimitCORE=0",
        "RestrictAddressFamilies=AF_UNIX", "IPAddressDeny=any", "PrivateUsers=yes", "ProtectProc=invisible",
        "ProcSubset=pid", "RemoveIPC=yes",
    ])
    func serviceMayTakeSoMuch(_ setting: String) throws {
        let unit = try Repository.configuration("systemd/landing-tracker.service", replacing: [:])
        let name = setting.prefix { $0 != "=" }
        #expect(unit.split(separator: "\n").filter { $0.hasPrefix("\(name)=") } == [setting[...]])
    }

    @Test(needsSystemd)
    func backupUnitsAreSoundAndExposedToLittle() throws {
        let names = ["landing-tracker-backup.service", "landing-tracker-backup.timer"]
        for name in names {
            let unit = try Repository.configuration(
                "systemd/\(name)", replacing: ["/usr/bin/landing-tracker": Repository.program])
            try unit.write(toFile: folder.path(name), atomically: true, encoding: .utf8)
        }
        let verified = try Command(Self.analyze, ["verify"] + names.map(folder.path)).run()
        #expect(verified.status == 0)
        #expect(verified.errors == "")
        let exposure = try Command(
            Self.analyze, ["security", "--offline=true", "--threshold=7", folder.path(names[0])]
        ).run()
        #expect(exposure.status == 0, "\(exposure.output)")
    }

    /// The backup is of the service's database, by the service's user.
    @Test(arguments: ["User", "Group", "Environment", "StateDirectory", "StateDirectoryMode", "UMask"])
    func backupAgreesWithTheService(_ setting: String) throws {
        let lines = try ["landing-tracker", "landing-tracker-backup"].map { name in
            let unit = try Repository.configuration("systemd/\(name).service", replacing: [:])
            return unit.split(separator: "\n").filter { $0.hasPrefix("\(setting)=") }
        }
        #expect(lines[0].count == 1)
        #expect(lines[0] == lines[1])
    }

    /// The command that the unit runs is one that there is.
    @Test func backupUnitRunsABackup() throws {
        let unit = try Repository.configuration("systemd/landing-tracker-backup.service", replacing: [:])
        let line = try #require(unit.split(separator: "\n").first { $0.hasPrefix("ExecStart=") })
        let place = "/var/backups/landing-tracker"
        #expect(line.contains(" \(place) "))
        #expect(unit.contains("ReadWritePaths=-\(place)\n"))
        let tracker = Tracker(database: folder.path("tracker.db"))
        try tracker.addSampleCampaign()
        let backups = try TemporaryFolder()
        let words = line.split(separator: " ").dropFirst().map { $0 == place ? backups.path : String($0) }
        try tracker.output(words)
        #expect(try FileManager.default.contentsOfDirectory(atPath: backups.path).count == 1)
    }

    /// A process that gets no further thread ends.
    @Test(.needsInstalledServers)
    func serviceHasFarFewerThreadsThanItMay() throws {
        let site = try Site()
        let login = try site.tracker.addToken()
        let load = Load(site, clients: 32, events: 600)
        load.start()
        let process = try #require(site.process).identifier
        var most = 0
        for _ in 0..<40 {
            _ = try site.client().send("GET", "/api/v2/core/campaigns", headers: [login.header])
            let tasks = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
            most = max(most, tasks.count)
        }
        load.wait()
        #expect(most > 4)
        #expect(most <= 32)
    }

    /// The units as an administrator installs them, with the program that was built, and none other's drop-ins.
    private func install(withPort: Bool) throws -> [String] {
        let names = ["landing-tracker.service", "landing-tracker.socket"]
        for name in names {
            let unit = try Repository.configuration(
                "systemd/\(name)", replacing: ["/usr/bin/landing-tracker": Repository.program])
            try unit.write(toFile: folder.path(name), atomically: true, encoding: .utf8)
            guard withPort else { continue }
            let kind = name.split(separator: ".")[1]
            let dropIn = try Repository.configuration(
                "systemd/landing-tracker-tcp.\(kind).conf", replacing: [:])
            try FileManager.default.createDirectory(
                atPath: folder.path("\(name).d"), withIntermediateDirectories: true)
            try dropIn.write(toFile: folder.path("\(name).d/tcp.conf"), atomically: true, encoding: .utf8)
        }
        return names.map(folder.path)
    }
}
