import Foundation
import Glibc
import TestSupport
import TestTraits
import Testing

/// SIGHUP reads the settings again, and ends nothing.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)))
struct ReloadTests {
    private let folder: TemporaryFolder
    private var file: String { folder.path("tracker.conf") }
    private var environment: [String: String] { ["LANDING_TRACKER_SETTINGS": file] }

    init() throws {
        folder = try TemporaryFolder()
        try write("")
    }

    @Test func settingsThatCanChangeDo() throws {
        let served = try serve()
        #expect(try served.ask("GET", "/api/v2/core/campaigns", from: "198.51.100.7").status == 403)
        #expect(try click(of: 20_000, at: served) == 201)
        try write("allow-plain-login = 1\nlarge-waiting = 1\n")
        try reload(served, "allow-plain-login = 1")
        #expect(served.count("large-waiting = 1") == 1)
        #expect(try served.ask("GET", "/api/v2/core/campaigns", from: "198.51.100.7").status == 401)
        #expect(try click(of: 20_000, at: served) == 503)
        #expect(try served.click().status == 201)
        // What stands nowhere has its default again.
        try write("large-budget = 1\n")
        try reload(served, "large-budget = 1")
        #expect(try served.ask("GET", "/api/v2/core/campaigns", from: "198.51.100.7").status == 403)
        #expect(try click(of: 20_000, at: served) == 503)
        try write("disk-reserve = 1\n")
        try reload(served, "disk-reserve = 1")
        #expect(try click(of: 20_000, at: served) == 201)
        #expect(served.count("need a restart") == 0)
    }

    @Test func settingsThatNeedARestartAreNamed() throws {
        let served = try serve()
        try write("body-limit = 7\nreceive-timeout = 7\nsocket-mode = 0600\nlarge-waiting = 9999999\n")
        try reload(served, "large-waiting = 9999999")
        #expect(served.count("settings=socket-mode, body-limit, receive-timeout") == 1)
        #expect(try served.click().status == 201)
        // They are still others.
        try reload(served, "changed=nothing")
        #expect(served.count("settings=socket-mode, body-limit, receive-timeout") == 2)
    }

    /// Flags and variables win over the file as they did at the start.
    @Test func flagStays() throws {
        let served = try serve(["--large-waiting", "7777777"])
        try write("large-waiting = 1\n")
        try reload(served, "changed=nothing")
        #expect(try click(of: 20_000, at: served) == 201)
    }

    @Test func brokenFileIsOneErrorAndTheOldSettingsStay() throws {
        try write("allow-plain-login = 1\n")
        let served = try serve()
        try write("allow-plain-login = 0\nlarge-budgte = 1\n")
        served.process.send(SIGHUP)
        try waitUntil("it says what is wrong") {
            served.count("\(file) line 2: there is no setting 'large-budgte'") == 1
        }
        #expect(served.count("error landing-tracker") == 1, "\(served.process.logText)")
        #expect(try served.ask("GET", "/api/v2/core/campaigns", from: "198.51.100.7").status == 401)
        #expect(try served.click().status == 201)
        try write("allow-plain-login = 0\n")
        try reload(served, "allow-plain-login = 0")
        #expect(try served.ask("GET", "/api/v2/core/campaigns", from: "198.51.100.7").status == 403)
    }

    /// It is done when there is something to change.
    @Test func serviceThatWaitsTakesItInLater() throws {
        let served = try ServedSocket(environment: environment, in: folder)
        try waitUntil("it waits") { served.count("waiting for the database") == 1 }
        try write("allow-plain-login = 1\n")
        served.process.send(SIGHUP)
        served.process.send(SIGHUP)
        for _ in 0..<3 { #expect(try served.click().status == 503) }
        try served.tracker.addSampleCampaign()
        try served.waitUntilItServes()
        try waitUntil("it has read them") { served.count("allow-plain-login = 1") == 1 }
        #expect(try served.ask("GET", "/api/v2/core/campaigns", from: "198.51.100.7").status == 401)
    }

    @Test func serviceThatRefusesIsNotEnded() throws {
        #expect(FileManager.default.createFile(atPath: folder.path("tracker.db"), contents: nil))
        let served = try ServedSocket(.systemd, environment: environment, in: folder)
        try waitUntil("it says why") { served.count("cannot serve") == 1 }
        served.process.send(SIGHUP)
        for _ in 0..<3 { #expect(try served.click().status == 503) }
        #expect(served.process.isRunning)
        served.process.send(SIGTERM)
        #expect(try served.process.waitForExit() == 78)
    }

    /// With systemd listening: each reload begins and ends.
    @Test func reloadIsTold() throws {
        let manager = try NotifyListener(folder.path("notify"))
        let served = try ServedSocket(
            options: [], environment: environment.merging(["NOTIFY_SOCKET": folder.path("notify")]) { $1 },
            in: folder)
        try served.waitUntilItServes()
        for count in 1...3 {
            if count == 2 { try write("nonsense\n") }
            served.process.send(SIGHUP)
            try waitUntil("it is ready again") { manager.count("READY=1") == 1 + count }
            #expect(manager.count("RELOADING=1") == count)
        }
        let reloads = manager.messages.filter { $0[0] == "RELOADING=1" }
        #expect(reloads.allSatisfy { $0.count == 2 && $0[1].hasPrefix("MONOTONIC_USEC=") })
    }

    /// Not one request fails.
    @Test func reloadsUnderLoadAreNotNoticed() throws {
        let site = try Site { [file] serve in
            var serve = serve
            serve.environment["LANDING_TRACKER_SETTINGS"] = file
            return serve
        }
        let load = Load(site, clients: 32, events: .max)
        load.start()
        let process = try #require(site.process)
        for count in 1...10 {
            let before = load.acknowledged.count
            try waitUntil("events are stored", watching: { load.acknowledged.count }) {
                load.acknowledged.count > before + 200
            }
            try write(count.isMultiple(of: 3) ? "nonsense\n" : "large-budget = \(1_000_000 + count)\n")
            process.send(SIGHUP)
            let words = "settings read again"
            let others = "settings not read again"
            try waitUntil("it has read them", watching: { load.acknowledged.count }) {
                let log = process.logText
                return log.ranges(of: words).count + log.ranges(of: others).count == count
            }
        }
        load.stop()
        load.wait()
        #expect(load.counts == [201: load.acknowledged.count])
        #expect(try site.tracker.eventRows().sorted() == load.acknowledged.sorted())
    }

    // MARK: Arranging

    private func serve(_ options: [String] = []) throws -> ServedSocket {
        let served = try ServedSocket(options: options, environment: environment, in: folder)
        try served.waitUntilItServes()
        return served
    }

    /// Returns when the log has said so once more.
    private func reload(_ served: ServedSocket, _ words: String) throws {
        let (reloads, count) = (served.count("settings read again"), served.count(words))
        served.process.send(SIGHUP)
        try waitUntil("it has read them") { served.count("settings read again") == reloads + 1 }
        #expect(served.count(words) == count + 1, "\(served.process.logText)")
    }

    private func click(of bytes: Int, at served: ServedSocket) throws -> Int {
        let text = String(repeating: "x", count: bytes)
        let click = #"{"clickId":"\#(UUID().uuidString)","campaignId":42,"x":"\#(text)"}"#
        return try served.ask("POST", "/api/v2/track/click", click).status
    }

    private func write(_ text: String) throws {
        try text.write(toFile: file, atomically: true, encoding: .utf8)
    }
}
