import Foundation
import Synchronization
import TestSupport
import TestTraits
import Testing

/// Many who ask for much and do not read it, behind a web server: nobody else waits for them.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)), .serialized)
struct UnreadAnswerTests {
    private static let servers = [WebServer.Kind.nginx, .apacheProxy]
    private static let peerCount = 24
    private static let groupCount = 200

    @Test(arguments: servers)
    func whoNeverReadsKeepsNobodyWaiting(_ kind: WebServer.Kind) throws {
        let site = try FullSite(kind)
        let peers = try site.peers(Self.peerCount)
        try waitUntil("all are answered", watching: { peers.count(where: \.isAnswered) }) {
            peers.allSatisfy(\.isAnswered)
        }
        try site.expectEveryClickIsStored(200)
        try site.expectTheWholeReport()
        for peer in peers { peer.vanish() }
        try site.expectEveryClickIsStored(20)
    }

    @Test(arguments: servers)
    func whoReadsAByteASecondKeepsNobodyWaiting(_ kind: WebServer.Kind) throws {
        let site = try FullSite(kind)
        let peers = try site.peers(Self.peerCount)
        try waitUntil("all are answered", watching: { peers.count(where: \.isAnswered) }) {
            peers.allSatisfy(\.isAnswered)
        }
        for _ in 0..<5 {
            for peer in peers { peer.readByte() }
            try site.expectEveryClickIsStored(40)
            // The peers' pace: nobody waits for it.
            Thread.sleep(forTimeInterval: 1)
        }
        try site.expectTheWholeReport()
        for peer in peers { peer.vanish() }
        try site.expectEveryClickIsStored(20)
    }

    /// Before the answer comes, and in the middle of it.
    @Test(arguments: servers)
    func whoVanishesKeepsNobodyWaiting(_ kind: WebServer.Kind) throws {
        let site = try FullSite(kind)
        for _ in 0..<4 {
            let peers = try site.peers(Self.peerCount)
            for peer in peers.prefix(Self.peerCount / 2) { peer.vanish() }
            try site.expectEveryClickIsStored(40)
            let others = peers.dropFirst(Self.peerCount / 2)
            try waitUntil("the others are answered", watching: { others.count(where: \.isAnswered) }) {
                others.allSatisfy(\.isAnswered)
            }
            for peer in others { peer.vanish() }
        }
        try site.expectEveryClickIsStored(40)
        try site.expectTheWholeReport()
    }

    /// A site whose report of today is a large answer.
    private struct FullSite {
        let site: Site
        let login: Login

        init(_ kind: WebServer.Kind) throws {
            site = try Site(kind)
            login = try site.tracker.addToken()
            try fill()
        }

        /// Clicks that make as many groups as there are, with texts as long as a group's name may be.
        private func fill() throws {
            let failures = Mutex(0)
            concurrently(8) { [site] thread in
                let client = site.client()
                for number in 0..<(UnreadAnswerTests.groupCount / 8) {
                    let text = String(repeating: "x", count: 1_000) + "\(thread)-\(number)"
                    let click =
                        #"{"clickId":"\#(UUID().uuidString)","campaignId":42,"ad":"\#(text)","site":"\#(text)"}"#
                    guard (try? client.post("/api/v2/track/click", click).status) == 201 else {
                        failures.withLock { $0 += 1 }
                        return
                    }
                }
            }
            try #require(failures.withLock { $0 } == 0)
        }

        private var report: String {
            let today = Date.now.formatted(.iso8601.year().month().day())
            return "/api/v2/reports/statistics?campaignId=42&periodStart=\(today)&groupParameters=ad,site"
        }

        /// A report, the same as CSV, and a click whose only fault is a name too long to be one.
        private var requests: [String] {
            let name = String(repeating: "campaignid", count: 10_000)
            let click = #"{"clickId":"\#(UUID().uuidString)","\#(name)":42}"#
            return [
                "GET \(report) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(login.header)\r\n\r\n",
                "GET \(report)&format=csv HTTP/1.1\r\nHost: 127.0.0.1\r\n\(login.header)\r\n\r\n",
                "POST /api/v2/track/click HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                    + "Content-Length: \(click.utf8.count)\r\n\r\n" + click,
            ]
        }

        /// So many that have asked, for one thing or another.
        func peers(_ count: Int) throws -> [Peer] {
            let requests = requests
            return try (0..<count).map {
                try Peer(port: site.web.port, sending: requests[$0 % requests.count])
            }
        }

        /// A client gives up after ten seconds without an answer.
        func expectEveryClickIsStored(_ count: Int) throws {
            let statuses = Mutex<[Int]>([])
            concurrently(4) { [site] _ in
                let client = site.client()
                for _ in 0..<(count / 4) {
                    let click = #"{"clickId":"\#(UUID().uuidString)","campaignId":42}"#
                    let status = (try? client.post("/api/v2/track/click", click).status) ?? 0
                    statuses.withLock { $0.append(status) }
                }
            }
            #expect(statuses.withLock { $0 } == Array(repeating: 201, count: count))
        }

        /// For whoever reads it, to its end. It is made when nobody else needs a processor: on a busy machine the web server
        /// may give it up after its minute, and it comes to whoever asks again.
        func expectTheWholeReport() throws {
            let asking = Command(
                "/usr/bin/curl",
                [
                    "--insecure", "--silent", "--show-error", "--fail", "--header", login.header,
                    site.url(report),
                ])
            var outcome = try asking.run()
            for _ in 0..<15 where outcome.status != 0 { outcome = try asking.run() }
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.utf8.count > UnreadAnswerTests.groupCount * 2_000)
            #expect(outcome.output.hasSuffix("}"))
            #expect(site.process?.isRunning == true)
        }
    }
}
