import Synchronization
import TestSupport
import TestTraits
import Testing

/// Who guesses a password is slowed, also where each request may be a process of its own.
@Suite(.ownThread, .needsInstalledServers, .timeLimit(.minutes(30)), .serialized)
struct GuessingTests {
    private static let authenticate = "/api/v2/auth/authenticate"

    /// Five are looked at, then one after each wait; that all come at once makes no difference.
    @Test(arguments: WebServer.Kind.eachLifeOfProcesses)
    func sixtyGuessesAtOnceAreHardlyLookedAt(_ kind: WebServer.Kind) throws {
        let site = try Site(kind)
        _ = try site.tracker.addUser("anna", password: "long secret")
        let lookedAt = Atomic<Int>(0)
        let refused = Atomic<Int>(0)
        concurrently(20) { thread in
            for number in 0..<3 {
                let guess = Login(user: "anna", password: "guess \(thread) \(number)")
                let answer = try? site.client().send("POST", Self.authenticate, headers: [guess.header])
                guard answer?.status == 401 else { continue }
                if answer?[header: "retry-after"] == nil {
                    lookedAt.add(1, ordering: .relaxed)
                } else {
                    refused.add(1, ordering: .relaxed)
                }
            }
        }
        let count = lookedAt.load(ordering: .relaxed)
        // Processes under mod_fcgid know of each other's guesses a quarter of a second later.
        #expect((5...(kind == .apacheFastCGI ? 24 : 14)).contains(count), "\(count) looked at")
        #expect(refused.load(ordering: .relaxed) > 20)

        try waitUntil("the failures are stored") {
            let query = "SELECT max(failure_count) FROM login_record WHERE name_mark >= 0"
            return try site.tracker.rows(query).first.flatMap { Int($0) } ?? 0 >= 5
        }
        #expect(
            try site.tracker.rows("SELECT count(*) FROM login_record").first.flatMap { Int($0) } ?? 99 <= 4)
    }

    @Test(
        arguments: WebServer.Kind.eachLifeOfProcesses, [["passwd", "anna"], ["add", "anna", "--replace"]])
    func newPasswordEndsTheWait(_ kind: WebServer.Kind, _ command: [String]) throws {
        let site = try Site(kind)
        let right = try site.tracker.addUser("anna", password: "long secret")
        let wrong = Login(user: "anna", password: "guess")
        try waitUntil("a guess is refused") {
            let answer = try site.client().send("POST", Self.authenticate, headers: [wrong.header])
            return answer[header: "retry-after"].flatMap { Int($0) } ?? 0 >= 4
        }
        try site.tracker.output(["user"] + command + ["--password-stdin"], input: "long secret\n")
        let answer = try site.client().send("POST", Self.authenticate, headers: [right.header])
        #expect(answer.status == 200)
        // From where a password was right, five more wrong ones do not keep its owner out.
        for _ in 0..<6 {
            _ = try site.client().send("POST", Self.authenticate, headers: [wrong.header])
        }
        #expect(try site.client().send("POST", Self.authenticate, headers: [right.header]).status == 200)
    }

    /// A restart neither forgets who guesses nor who was right.
    @Test func restartForgetsNothing() throws {
        let site = try Site()
        let right = try site.tracker.addUser("anna", password: "long secret")
        #expect(try site.client().send("POST", Self.authenticate, headers: [right.header]).status == 200)
        let wrong = Login(user: "boris", password: "guess")
        for _ in 0..<3 { _ = try site.client().send("POST", Self.authenticate, headers: [wrong.header]) }
        let process = try #require(site.process)
        process.send(15)
        #expect(try process.waitForExit() == 0)
        let query = "SELECT failure_count, credited_at IS NOT NULL FROM login_record WHERE name_mark = -1"
        #expect(try site.tracker.rows(query + " AND network <> x''") == ["3|1"])
        try site.startResponder()
        #expect(try site.client().send("POST", Self.authenticate, headers: [right.header]).status == 200)
    }
}
