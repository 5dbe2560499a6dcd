import TestSupport
import Testing

@testable import FastCGI

struct WatchdogTests {
    private let start = ContinuousClock.now

    private func made(_ environment: [String: String] = ["WATCHDOG_USEC": "120000000"]) -> Watchdog? {
        Watchdog(environment: environment, process: 7, at: start)
    }

    @Test(
        arguments: [
            ([:], false), (["WATCHDOG_USEC": "120000000"], true),
            (["WATCHDOG_USEC": "120000000", "WATCHDOG_PID": "7"], true),
            (["WATCHDOG_USEC": "120000000", "WATCHDOG_PID": "8"], false), (["WATCHDOG_PID": "7"], false),
            (["WATCHDOG_USEC": "0"], false), (["WATCHDOG_USEC": "-1"], false),
            (["WATCHDOG_USEC": "2min"], false), (["WATCHDOG_USEC": ""], false),
        ] as [([String: String], Bool)])
    func thisProcessIsWatched(_ environment: [String: String], _ isWatched: Bool) {
        #expect((made(environment) != nil) == isWatched)
    }

    @Test func beatComesAfterHalfTheTime() throws {
        var watchdog = try #require(made())
        let tries: [(seconds: Int, beats: Bool)] = [
            (0, false), (59, false), (60, true), (61, false), (119, false), (121, true), (180, false),
        ]
        for (turn, (seconds, beats)) in tries.enumerated() {
            let result = watchdog.beats(at: start + .seconds(seconds), turns: [turn, turn])
            #expect(result == beats, "\(seconds)")
        }
    }

    /// However many other loops turn, and however often it is asked.
    @Test(arguments: [[0, 0], [0, 1], [1, 0]])
    func loopThatStandsStillEndsTheBeats(_ steps: [Int]) throws {
        var watchdog = try #require(made())
        var turns = [5, 5]
        let first = watchdog.beats(at: start + .seconds(60), turns: turns)
        #expect(first)
        for seconds in 61..<600 {
            turns = [turns[0] + steps[0], turns[1] + steps[1]]
            let beats = watchdog.beats(at: start + .seconds(seconds), turns: turns)
            #expect(!beats, "\(seconds)")
        }
        let last = watchdog.beats(at: start + .seconds(600), turns: [turns[0] + 1, turns[1] + 1])
        #expect(last)
    }

    /// When the database has come there are more of them.
    @Test func otherLoopsBeginAnew() throws {
        var watchdog = try #require(made())
        for (seconds, turns) in [(60, [0]), (120, [0, 0]), (180, [1, 1])] {
            let beats = watchdog.beats(at: start + .seconds(seconds), turns: turns)
            #expect(beats)
        }
    }
}

struct StatusLineTests {
    private let start = ContinuousClock.now

    @Test func lineIsSentWhenItHasChangedOnceInFiveSeconds() {
        var line = StatusLine()
        let tries: [(text: String, seconds: Double, sent: String?)] = [
            ("a", 0, "STATUS=a"), ("b", 1, nil), ("c", 4.9, nil), ("c", 5, "STATUS=c"), ("c", 11, nil),
            ("d", 11, "STATUS=d"), ("c", 12, nil),
        ]
        for (text, seconds, sent) in tries {
            let result = line.next(text, at: start + .seconds(seconds))
            #expect(result == sent)
        }
    }

    @Test func forcedLineIsSentAtOnceAndCounts() {
        var line = StatusLine()
        _ = line.next("a", at: start)
        let forced = line.forced("b", at: start + .seconds(1))
        let soon = line.next("c", at: start + .seconds(5))
        let later = line.next("c", at: start + .seconds(6))
        #expect(forced == "STATUS=b")
        #expect(soon == nil)
        #expect(later == "STATUS=c")
    }

    @Test(
        arguments: [
            (String(repeating: "x", count: 300), 300), (String(repeating: "x", count: 301), 300),
            // One character, of any number of scalars.
            (String(repeating: "\u{301}", count: 5_000), 300), ("one\nWATCHDOG=1", 3),
        ] as [(String, Int)])
    func lineIsOneAndShort(_ text: String, _ count: Int) throws {
        var line = StatusLine()
        let next = line.next(text, at: start)
        let sent = try #require(next)
        #expect(sent.unicodeScalars.count - "STATUS=".count == count)
        #expect(!sent.contains("\n"))
    }
}
