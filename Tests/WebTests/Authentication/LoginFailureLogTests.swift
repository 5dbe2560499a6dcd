import TestSupport
import Testing

@testable import Web

struct LoginFailureLogTests {
    @Test func linesAreBoundedAndTheRestIsCounted() async throws {
        let lines = LogLines()
        let site = try TestSite(logger: lines.logger)
        let start = ContinuousClock.now
        for number in 0..<60 {
            _ = await site.ask(
                "POST", "/api/v2/auth/authenticate", login: Login(user: "x\(number)", password: "x"))
        }
        // On a slow machine it may take minutes.
        let minutes = Int((ContinuousClock.now - start) / .seconds(60)) + 1
        #expect((10...10 * minutes + minutes).contains(lines.lines.count), "in \(minutes) minutes")
    }

    /// Also when nobody fails any more.
    @Test func restIsToldAtTheEndOfTheMinute() throws {
        let lines = LogLines()
        let failures = LoginFailureLog(logger: lines.logger, seconds: 0.5)
        concurrently(8) { _ in
            for _ in 0..<100 { failures.add(user: "anna", address: "198.51.100.7") }
        }
        try waitUntil("the rest is told") { lines.lines.contains { $0.contains("left out") } }
        try waitUntil("every failure is told of") { Self.count(lines.lines) == 800 }
        let single = lines.lines.filter { $0.contains("Login failed") }
        #expect(single.count >= 10)
        #expect(single.allSatisfy { $0.contains("anna") && $0.contains("198.51.100.7") })
        failures.add(user: nil, address: nil)
        try waitUntil("it is told again") { Self.count(lines.lines) == 801 }
        #expect(lines.lines.contains { $0.contains("(unknown)") } || lines.lines.count > single.count + 1)
    }

    /// How many failures the lines tell of.
    private static func count(_ lines: [String]) -> Int {
        lines.reduce(0) { sum, line in
            guard let match = line.firstMatch(of: /"left out": (\d+)/) else { return sum + 1 }
            return sum + (Int(match.output.1) ?? 0)
        }
    }
}
