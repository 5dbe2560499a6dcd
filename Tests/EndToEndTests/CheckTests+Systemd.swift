import Foundation
import Glibc
import TestSupport
import Testing

/// Beside systemd, which starts the service for whoever connects.
extension CheckTests {
    private static let start = "`systemctl start landing-tracker.socket landing-tracker.service`"

    /// To look is not to start.
    @Test(arguments: [false, true])
    func stoppedServiceIsNotStarted(isRenamed: Bool) throws {
        try tracker.addSampleCampaign()
        let systemd = try ToldSystemd()
        let names =
            isRenamed ? ("ads.socket", "ads.service") : ("landing-tracker.socket", "landing-tracker.service")
        try systemd.add(socket: names.0, at: socket, "active", service: names.1, "inactive")
        let stranger = try Stranger(at: socket)
        #expect(chmod(socket, 0o660) == 0)
        let outcome = try check(["--listen", "unix:\(socket)"], systemd.environment)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        let line = "warn   listen    unix:\(socket): \(names.0) listens, and \(names.1) is stopped"
        #expect(outcome.output.contains(line), "\(outcome.output)")
        #expect(outcome.output.contains("`systemctl start \(names.1)`"))
        #expect(!stranger.isAsked)
        for call in try systemd.calls { #expect(call.hasPrefix("show --property=")) }
    }

    @Test func stoppedServiceOfAPortIsNotStarted() throws {
        let systemd = try ToldSystemd()
        let port = try Loopback.unusedPort()
        try systemd.add(at: "127.0.0.1:\(port)", "active", "inactive")
        let outcome = try check(["--listen", "tcp:127.0.0.1:\(port)"], systemd.environment)
        #expect(
            outcome.output.contains("warn   listen    tcp:127.0.0.1:\(port): landing-tracker.socket listens"))
    }

    /// What is not known may be that it is stopped.
    @Test func serviceThatNothingIsKnownOfIsNotStarted() throws {
        let systemd = try ToldSystemd()
        try systemd.add(at: socket, "active", "")
        let stranger = try Stranger(at: socket)
        let outcome = try check(["--listen", "unix:\(socket)"], systemd.environment)
        #expect(outcome.output.contains("systemd does not say whether landing-tracker.service runs"))
        #expect(!stranger.isAsked)
    }

    @Test(arguments: [
        ("failed", "landing-tracker.socket listens, and landing-tracker.service has failed (exit-code)."),
        ("deactivating", "landing-tracker.socket listens, and landing-tracker.service is being stopped."),
    ])
    func serviceThatHasEndedIsNotStarted(_ state: String, _ words: String) throws {
        let systemd = try ToldSystemd()
        try systemd.add(at: socket, "active", state)
        let stranger = try Stranger(at: socket)
        expectWrong(try check(["--listen", "unix:\(socket)"], systemd.environment), "listen", words)
        #expect(!stranger.isAsked)
    }

    /// With a folder that this user cannot write, too: it is systemd that makes the socket.
    @Test(arguments: ["inactive", "failed"], [false, true])
    func socketUnitThatIsNotStartedIsNamed(_ state: String, _ hasFile: Bool) throws {
        try tracker.addSampleCampaign()
        let systemd = try ToldSystemd()
        try systemd.add(at: socket, state, "inactive")
        if hasFile { _ = try Stranger(at: socket) }
        let outcome = try check(["--listen", "unix:\(socket)"], systemd.environment)
        #expect(outcome.status == 78)
        expectWrong(outcome, "listen", "Nobody listens: landing-tracker.socket ")
        #expect(outcome.errors.contains(Self.start), "\(outcome.errors)")
        #expect(outcome.errors.contains("systemctl reset-failed") == (state == "failed"))
        #expect(!outcome.output.contains("owner or mode"))
    }

    /// Removed, or somebody else's: the one that systemd holds has no name any more.
    @Test(arguments: ["inactive", "active"], [false, true])
    func socketFileThatWasRemovedIsNamed(_ serviceState: String, _ isReplaced: Bool) throws {
        let systemd = try ToldSystemd()
        try systemd.add(at: socket, "active", serviceState)
        if isReplaced { _ = try Stranger(at: socket) }
        let outcome = try check(["--listen", "unix:\(socket)"], systemd.environment)
        // A file that nobody listens at is told by connecting, which is not tried while that may start the service.
        guard !isReplaced || serviceState == "active" else {
            return #expect(outcome.output.contains("warn   listen    "))
        }
        #expect(outcome.status == 78)
        expectWrong(outcome, "listen", "landing-tracker.socket listens, but the file of its socket is gone")
        #expect(
            outcome.errors.contains(
                "`systemctl stop landing-tracker.service landing-tracker.socket`, then \(Self.start)"))
    }

    /// Requests wait in the queue of a socket that nobody reads.
    @Test func serviceThatListensElsewhereIsNamed() throws {
        let systemd = try ToldSystemd()
        try systemd.add(at: socket, "active", "active")
        try systemd.addService(words: ["--listen", "tcp:127.0.0.1:9000"])
        let stranger = try Stranger(at: socket)
        let outcome = try check(
            ["--listen", "unix:\(socket)"],
            systemd.environment.merging(
                ["LANDING_TRACKER_SETTINGS": ""]) { $1 })
        expectWrong(outcome, "listen", "Somebody listens, and does not answer within 2 s.")
        #expect(
            outcome.errors.contains("landing-tracker.service listens on tcp:127.0.0.1:9000"),
            "\(outcome.errors)")
        #expect(outcome.errors.contains("Take `--listen` out of the service"))
        withExtendedLifetime(stranger) {}
    }

    @Test func serviceThatRunsIsAsked() throws {
        try tracker.addSampleCampaign()
        let systemd = try ToldSystemd()
        try systemd.add(at: socket, "active", "active")
        let served = try ServedSocket(.systemd, in: folder)
        try served.waitUntilItServes()
        let outcome = try check(["--listen", "unix:\(socket)"], systemd.environment)
        #expect(outcome.output.contains("a tracker answers, and is healthy"), "\(outcome.output)")
    }

    @Test func systemdThatHangsIsPassedOver() throws {
        try tracker.addSampleCampaign()
        let systemd = try ToldSystemd()
        try systemd.hang()
        let outcome = try check(["--no-listen"], systemd.environment)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("landing-tracker.service: systemd has no such unit here"))
    }

    // MARK: The service's user

    /// Root may read everything, and the service not.
    @Test(needsRoot) func databaseThatTheServiceCannotOpenIsNamed() throws {
        try tracker.addSampleCampaign()
        let systemd = try ToldSystemd()
        try systemd.addService(user: "www-data", database: tracker.database)
        let arguments = ["--no-listen"]
        let environment = systemd.environment.merging(["LANDING_TRACKER_SETTINGS": ""]) { $1 }
        let closed = try check(arguments, environment)
        expectWrong(
            closed, "database",
            "landing-tracker.service runs as www-data, who may not use the folder \(folder.path) (owner root")
        #expect(!closed.errors.contains("chown"), "\(closed.errors)")

        #expect(chown(folder.path, 0, FileOwner.service.group) == 0 && chmod(folder.path, 0o770) == 0)
        #expect(chmod(tracker.database, 0o600) == 0)
        let outcome = try check(arguments, environment)
        #expect(outcome.status == 78)
        expectWrong(
            outcome, "database",
            "landing-tracker.service runs as www-data, who may not use \(tracker.database) (owner root, group root, mode 0600)"
        )
        #expect(outcome.errors.contains("`chown -h 'www-data' \(tracker.database)*`"), "\(outcome.errors)")
        #expect(chown(tracker.database, FileOwner.service.user, FileOwner.service.group) == 0)
        #expect(try check(arguments, environment).output.contains("in order, takes writes"))
    }

    @Test func serviceWithoutItsUserIsNamed() throws {
        try tracker.addSampleCampaign()
        let systemd = try ToldSystemd()
        try systemd.addService(user: "no-such-user", database: tracker.database)
        let outcome = try check(
            ["--no-listen"], systemd.environment.merging(["LANDING_TRACKER_SETTINGS": ""]) { $1 })
        expectWrong(
            outcome, "database",
            "landing-tracker.service is to run as no-such-user, and there is no such user.")
    }
}
