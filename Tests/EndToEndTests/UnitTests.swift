import Foundation
import TestSupport
import TestTraits
import Testing

/// The units of `conf/systemd`, as far as they can be looked at without systemd running.
@Suite(.ownThread, .timeLimit(.minutes(30)))
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
        let instances = ["service", "socket"].map { folder.path("landing-tracker@acme.\($0)") }
        let outcome = try Command(Self.analyze, ["verify"] + units + instances).run()
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
    }

    /// What is left: the host's files, the socket itself, and what threads need to change their priority; with a port the
    /// host's network.
    @Test(
        needsSystemd,
        arguments: [
            ("landing-tracker.service", false, "7"), ("landing-tracker@.service", false, "7"),
            ("landing-tracker.service", true, "13"),
        ])
    func serviceIsExposedToLittle(_ unit: String, _ withPort: Bool, _ tenths: String) throws {
        _ = try install(withPort: withPort)
        let outcome = try Command(
            Self.analyze, ["security", "--offline=true", "--threshold=\(tenths)", folder.path(unit)]
        ).run()
        #expect(outcome.status == 0, "\(outcome.output)")
    }

    /// Settings stand in one place, for the service and for commands.
    @Test(arguments: services)
    func unitSetsNothingThatTheFileCould(_ name: String) throws {
        let unit = try Repository.configuration("systemd/\(name)", replacing: [:])
        let settings = unit.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(!settings.contains { $0.hasPrefix("Environment") || $0.contains("LANDING_TRACKER_") })
        let command = try #require(settings.first { $0.hasPrefix("ExecStart=") })
        let shipped = try Repository.configuration("landing-tracker.conf", replacing: [:])
        let keys = shipped.matches(of: #/\n\#([a-z-]+) = /#).map { "--\($0.output.1)" }
        #expect(keys.count > 5)
        for key in keys + ["--settings"] { #expect(!command.contains(key), "\(command)") }
    }

    /// The same limits and the same walls, and a user, a folder, a socket and a name of its own.
    @Test(arguments: [
        "landing-tracker.service", "landing-tracker.socket", "landing-tracker-backup.service",
        "landing-tracker-backup.timer",
    ])
    func templateIsTheUnitForAnInstance(_ name: String) throws {
        let texts = try [name, name.replacingOccurrences(of: ".", with: "@.")].map { file in
            let unit = try Repository.configuration("systemd/\(file)", replacing: [:])
            return unit.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
        }
        #expect(texts[0].map(Self.ofAnInstance) == texts[1])
    }

    private static let services = [
        "landing-tracker.service", "landing-tracker@.service", "landing-tracker-backup.service",
        "landing-tracker-backup@.service",
    ]

    /// The line that the template has for a line of the unit.
    private static func ofAnInstance(_ line: String) -> String {
        let command = line.replacing(#/ (serve|db backup)( |$)/#) {
            " \($0.output.1) --instance %i\($0.output.2)"
        }
        return
            command
            .replacing(#/(=|/var/lib/|/run/|/var/backups/)landing-tracker(/| |$)/#) {
                "\($0.output.1)landing-tracker-%i\($0.output.2)"
            }
            .replacingOccurrences(of: "landing-tracker.socket", with: "landing-tracker@%i.socket")
            .replacingOccurrences(of: "Landing Tracker,", with: "Landing Tracker %i,")
    }

    /// The places of the units are those that `--instance` has.
    @Test func templatesHaveThePlacesOfAnInstance() throws {
        let service = try Repository.configuration(
            "systemd/landing-tracker@.service", replacing: ["%i": "acme"])
        let socket = try Repository.configuration(
            "systemd/landing-tracker@.socket", replacing: ["%i": "acme"])
        let outcome = try Command(
            Repository.program, ["check", "--instance", "acme"], environment: ["LANDING_TRACKER_SETTINGS": ""]
        ).run()
        #expect(service.contains("\nStateDirectory=landing-tracker-acme\n"))
        #expect(outcome.output.contains("database: /var/lib/landing-tracker-acme/tracker.db (default)"))
        #expect(socket.contains("\nListenStream=/run/landing-tracker-acme/fcgi.sock\n"))
        #expect(outcome.output.contains("listen: unix:/run/landing-tracker-acme/fcgi.sock (default)"))
    }

    @Test(arguments: [
        "UMask=0077", "LimitNOFILE=65536", "TasksMax=64", "MemoryMax=50%", "LimitCORE=0",
        "RestrictAddressFamilies=AF_UNIX", "IPAddressDeny=any", "PrivateNetwork=yes", "PrivateUsers=yes",
        "ProtectProc=invisible", "ProcSubset=pid", "RemoveIPC=yes", "StartLimitIntervalSec=0",
        "RequiresMountsFor=/var/lib/landing-tracker", "RestartPreventExitStatus=64 78",
        "ExecStart=/usr/bin/landing-tracker serve --existing", "ExecReload=/bin/kill -HUP $MAINPID",
        "Type=notify", "NotifyAccess=main", "Restart=always", "WatchdogSec=2min", "TimeoutStartSec=infinity",
    ])
    func serviceMayTakeSoMuch(_ setting: String) throws {
        let unit = try Repository.configuration("systemd/landing-tracker.service", replacing: [:])
        let name = setting.prefix { $0 != "=" }
        #expect(unit.split(separator: "\n").filter { $0.hasPrefix("\(name)=") } == [setting[...]])
    }

    @Test(needsSystemd)
    func backupUnitsAreSoundAndExposedToLittle() throws {
        let units = ["service", "timer"].flatMap {
            ["landing-tracker-backup.\($0)", "landing-tracker-backup@.\($0)"]
        }
        try units.forEach(install)
        let loaded = units.map { folder.path($0.replacingOccurrences(of: "@", with: "@acme")) }
        let verified = try Command(Self.analyze, ["verify"] + loaded).run()
        #expect(verified.status == 0)
        #expect(verified.errors == "")
        for unit in units where unit.hasSuffix("service") {
            let exposure = try Command(
                Self.analyze, ["security", "--offline=true", "--threshold=7", folder.path(unit)]
            ).run()
            #expect(exposure.status == 0, "\(exposure.output)")
        }
    }

    /// The backup is of the service's database, by the service's user.
    @Test(arguments: ["User", "Group", "StateDirectory", "StateDirectoryMode", "UMask"])
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

    /// As under `PrivateNetwork=yes`: a socket file is the same one in every network.
    @Test(.needsInstalledServers, .enabled(if: canLeaveTheNetwork, "unshare(1) may not make a network here"))
    func serviceNeedsNoNetwork() throws {
        let site = try Site(listener: .systemd) { serve in
            Command("/usr/bin/unshare", ["--net", serve.program] + serve.arguments)
        }
        let lead = "/api/v2/track/lead?clickId=0badcafe-1111-4222-8333-444455556666"
        #expect(try site.client().get(lead).status == 201)
    }

    private static let canLeaveTheNetwork =
        (try? Command("/usr/bin/unshare", ["--net", "true"]).run().status) == 0

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
            try install(name)
            try install(name.replacingOccurrences(of: ".", with: "@."))
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

    private func install(_ unit: String) throws {
        let text = try Repository.configuration(
            "systemd/\(unit)", replacing: ["/usr/bin/landing-tracker": Repository.program])
        try text.write(toFile: folder.path(unit), atomically: true, encoding: .utf8)
    }
}
