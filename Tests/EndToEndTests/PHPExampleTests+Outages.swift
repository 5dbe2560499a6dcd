import Foundation
import Synchronization
import TestSupport
import Testing

/// What becomes of a landing page's events while the tracker is away.
extension PHPExampleTests {
    /// Kept for the owner alone, and sent with later visits, each once.
    @Test func eventsOfAnOutageAreSentWithLaterVisits() throws {
        let site = try Site()
        let example = try PHPExample(site)
        site.process?.stop()
        var ids = try (1...7).map { try example.visit("source=\($0)") }
        #expect(try example.order("sub1=\(ids[0])").status == 303)
        try waitUntil("all are kept") { example.unsent.count == 8 }
        #expect(try example.mode("unsent") == 0o700)
        for file in ["unsent.jsonl", "files.lock"] { #expect(try example.mode("unsent/\(file)") == 0o600) }

        try site.startResponder()
        ids.append(try example.visit())
        try waitUntil("its own click and five others are stored") { try site.tracker.eventRows().count == 6 }
        try waitUntil("the five are forgotten") { example.unsent.count == 3 }
        ids.append(try example.visit())
        try waitUntil("all are stored") { try site.tracker.eventRows().count == 10 }
        try waitUntil("all are forgotten") { example.unsent.isEmpty }
        let events = ids.map { "click \(Self.digits($0))" } + ["lead \(Self.digits(ids[0]))"]
        #expect(try site.tracker.eventRows().sorted() == events.sorted())
        #expect(example.rejected.isEmpty)
    }

    /// The page is whole while the tracker has not answered, whatever time it is given.
    @Test(arguments: [[], ["-n"]])
    func visitorDoesNotWaitForATrackerThatIsSilent(_ options: [String]) throws {
        let port = try Loopback.unusedPort()
        let stranger = try Stranger(atPort: port)
        let example = try PHPExample(
            tracker: "http://127.0.0.1:\(port)", settings: ["totalSeconds": "100000"], options: options,
            serverCount: 2)
        try example.visit()
        try waitUntil("the tracker is asked") { stranger.isAsked }
        #expect(try example.order("sub1=\(UUID())", at: 1).status == 303)
        #expect(example.unsent.isEmpty)
    }

    @Test(arguments: [[], ["-n"]])
    func answerThatDoesNotComeInTimeMeansLater(_ options: [String]) throws {
        let port = try Loopback.unusedPort()
        let stranger = try Stranger(atPort: port)
        let example = try PHPExample(
            tracker: "http://127.0.0.1:\(port)", settings: ["totalSeconds": "0.5"], options: options)
        try example.visit()
        try waitUntil("the event is kept") { example.unsent.count == 1 }
        withExtendedLifetime(stranger) {}
    }

    /// After a failure, so that visits do not keep PHP's processes busy.
    @Test func nobodyTriesDuringThePause() throws {
        let site = try Site()
        let example = try PHPExample(site, settings: ["pauseSeconds": "100000"])
        site.process?.stop()
        try example.visit()
        try waitUntil("the click is kept") { example.unsent.count == 1 }
        try site.startResponder()
        try example.visit()
        try waitUntil("the next one is kept untried") { example.unsent.count == 2 }
        #expect(try site.tracker.eventRows().isEmpty)
    }

    @Test(arguments: [["unsentCount": "3"], ["unsentBytes": "500"]])
    func whatIsKeptIsBounded(_ limit: [String: String]) throws {
        let example = try PHPExample(tracker: "http://127.0.0.1:\(Loopback.unusedPort())", settings: limit)
        for _ in 0..<6 { try example.visit() }
        try waitUntil("some are lost") { example.logText.contains("this one is lost") }
        #expect((1...3).contains(example.unsent.count))
    }

    /// It would be refused each time, and nothing behind it would ever be sent.
    @Test func whatTheTrackerRefusesIsNotedAndNotSentAgain() throws {
        let site = try Site()
        let example = try PHPExample(site, settings: ["campaignId": "-1"])
        let id = try example.visit()
        try waitUntil("the refusal is noted") { !example.rejected.isEmpty }
        #expect(example.rejected.count == 1)
        #expect(example.rejected[0].contains(id))
        #expect(example.rejected[0].contains(#""status":422"#))
        #expect(example.rejected[0].contains("Not a valid integer."))
        #expect(try example.mode("unsent/rejected.jsonl") == 0o600)
        #expect(example.unsent.isEmpty)
    }

    @Test func nothingIsKeptBelowTheWebRoot() throws {
        let web = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: PHPExample.sources, toPath: web.path("landing"))
        let example = try PHPExample(
            tracker: "http://127.0.0.1:\(Loopback.unusedPort())",
            settings: ["unsentFolder": "'\(web.path("landing/unsent"))'"], scripts: web.path("landing"))
        try example.visit()
        try waitUntil("PHP's log says so") { example.logText.contains("nothing is kept") }
        #expect(!FileManager.default.fileExists(atPath: web.path("landing/unsent")))
    }

    /// Of eight processes of PHP, all of which keep events at once, and send them at once.
    @Test func visitorsAtOnceLoseNothingAndSendNothingTwice() throws {
        let site = try Site()
        let example = try PHPExample(site, serverCount: 8)
        site.process?.stop()
        let before = visitAtOnce(example)
        try waitUntil("all are kept") { example.unsent.count == 40 }
        try site.startResponder()
        let after = visitAtOnce(example)
        #expect(before.count == 40)
        #expect(after.count == 40)
        var ids = before.union(after)
        try waitUntil("what waited is sent") {
            guard !example.unsent.isEmpty else { return true }
            ids.insert(try example.visit())
            return false
        }
        try waitUntil("all are stored") { try site.tracker.eventRows().count >= ids.count }
        #expect(try site.tracker.eventRows().sorted() == ids.map { "click \(Self.digits($0))" }.sorted())
    }

    /// - Returns: Their click ids, but for those who met an error.
    private func visitAtOnce(_ example: PHPExample) -> Set<String> {
        let ids = Mutex<Set<String>>([])
        concurrently(example.servers.count) { number in
            for _ in 0..<5 {
                guard let id = try? example.visit(at: number) else { continue }
                ids.withLock { _ = $0.insert(id) }
            }
        }
        return ids.withLock { $0 }
    }

    private static func digits(_ id: String) -> String { id.replacingOccurrences(of: "-", with: "") }
}
