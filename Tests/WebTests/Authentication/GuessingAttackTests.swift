import Dispatch
import Foundation
import HTTP
import Passwords
import Storage
import TestSupport
import Testing

@testable import Web

/// Whoever guesses is slowed, however he goes about it; who is right is not, and nothing tells who exists.
@Suite(.timeLimit(.minutes(30)))
struct GuessingAttackTests {
    private static let office = "198.51.100.7"

    /// Sixty in two seconds.
    enum Attack: CaseIterable {
        case oneName, oneNameFromManyNetworks, oneNameFromOneSlash64, manyNames, manyNamesFromManyNetworks

        /// `number` is that of the guess.
        func tries(_ number: Int, _ name: String) -> (name: String, address: String) {
            switch self {
            case .oneName: (name, "203.0.113.9")
            case .oneNameFromManyNetworks: (name, "2001:db8:0:\(String(number, radix: 16))::1")
            case .oneNameFromOneSlash64: (name, "2001:db8::\(String(number + 1, radix: 16))")
            case .manyNames: (name + "\(number)", "203.0.113.9")
            case .manyNamesFromManyNetworks:
                (name + "\(number)", "2001:db8:0:\(String(number, radix: 16))::1")
            }
        }

        /// How many of the sixty are looked at.
        var lookedAtCount: Int {
            switch self {
            case .oneName, .oneNameFromOneSlash64: 6
            case .oneNameFromManyNetworks, .manyNames, .manyNamesFromManyNetworks: 20
            }
        }
    }

    @Test(arguments: Attack.allCases, ["anna", "nobody"])
    func hardlyAnyGuessIsLookedAt(_ attack: Attack, _ name: String) async throws {
        let site = try TestSite()
        _ = try await site.guess(attack, name)
        #expect(site.hashCount == attack.lookedAtCount)
    }

    /// Answers, their headers, and what they cost.
    @Test(arguments: Attack.allCases)
    func nothingTellsWhoExists(_ attack: Attack) async throws {
        let known = try TestSite()
        let unknown = try TestSite()
        let (answers, others) = (
            try await known.guess(attack, "anna"), try await unknown.guess(attack, "nobody")
        )
        #expect(answers == others)
        #expect(Set(answers.map(\.hashCount)).count > 5)
    }

    /// What is not even hashed is not for a name that nobody has either.
    @Test(arguments: ["", "x\0", String(repeating: "x", count: 600)])
    func unfitPasswordTellsNothing(password: String) async throws {
        let site = try TestSite()
        for name in ["anna", "nobody"] {
            var waits: [String?] = []
            for _ in 0..<7 { waits.append(await site.logIn(name, password, from: Self.office)[.retryAfter]) }
            #expect(waits == [nil, nil, nil, nil, nil, "1", "1"])
            site.pass(seconds: 2)
        }
    }

    @Test(arguments: Attack.allCases)
    func rememberedLoginIsLockedOutByNobody(_ attack: Attack) async throws {
        let site = try TestSite()
        #expect(await site.logIn(.anna, from: Self.office).status == .ok)
        _ = try await site.guess(attack, "anna")
        #expect(await site.logIn(.anna, from: Self.office).status == .ok)
        #expect(await site.logIn(.anna, from: "203.0.113.9").status == .ok)
        #expect(await site.ask("GET", "/api/v2/core/campaigns", login: .token).status == .ok)
    }

    /// After a restart, too, when nobody is remembered: a password was right from there before.
    @Test(arguments: Attack.allCases)
    func knownNetworkIsLockedOutByNobodyElsewhere(_ attack: Attack) async throws {
        let site = try TestSite()
        #expect(await site.logIn(.anna, from: Self.office).status == .ok)
        site.stop()
        let restarted = try site.anotherProcess()
        _ = try await restarted.guess(attack, "anna")
        #expect(await restarted.logIn(.anna, from: Self.office).status == .ok)
        #expect(await restarted.logIn(.boris, from: Self.office).status == .ok)
    }

    /// Somebody behind the same address guesses; after a restart she is not remembered.
    @Test func colleagueIsNotLockedOut() async throws {
        let site = try TestSite()
        #expect(await site.logIn(.anna, from: Self.office).status == .ok)
        site.stop()
        var process = try site.anotherProcess()
        for number in 0..<19 {
            let answer = await process.logIn("anna", "guess \(number)", from: Self.office)
            #expect(answer[.retryAfter] == nil)
        }
        #expect(await process.logIn(.anna, from: Self.office).status == .ok)
        for number in 0..<60 { _ = await process.logIn("anna", "more \(number)", from: Self.office) }
        #expect(await process.logIn(.anna, from: Self.office).status == .ok)
        process.stop()
        process = try process.anotherProcess()
        // At most five seconds, however long it has been going on.
        for number in 0..<60 {
            process.pass(seconds: 1)
            _ = await process.logIn("anna", "yet more \(number)", from: Self.office)
        }
        let wait = await process.logIn(.anna, from: Self.office)[.retryAfter].flatMap { Int($0) }
        #expect((1...5).contains(wait ?? 1))
        process.pass(seconds: 5)
        #expect(await process.logIn(.anna, from: Self.office).status == .ok)
    }

    /// Who guesses there does not see from the waits that its owner has come.
    @Test func successChangesNoWait() async throws {
        let sites = [try TestSite(), try TestSite()]
        for site in sites { #expect(await site.logIn(.boris, from: Self.office).status == .ok) }
        var waits: [[String?]] = []
        for (index, site) in sites.enumerated() {
            var own: [String?] = []
            for number in 0..<30 {
                if index == 0, number == 10 { _ = await site.logIn(.anna, from: Self.office) }
                own.append(await site.logIn("anna", "guess", from: Self.office)[.retryAfter])
                site.pass(seconds: 1)
            }
            waits.append(own)
        }
        #expect(waits[0] == waits[1])
        #expect(waits[0].contains("2"))
    }

    @Test(arguments: Attack.allCases)
    func newPasswordEndsEveryWait(_ attack: Attack) async throws {
        let site = try TestSite()
        _ = try await site.guess(attack, "anna")
        let address = attack.tries(0, "anna").address
        let other = try site.anotherProcess()
        let hash = try PasswordHash(hashing: Array("another".utf8))
        #expect(try other.store.replacePasswordHash(of: "anna", with: hash.text))
        #expect(await site.logIn("anna", "another", from: address).status == .ok)
        // And what follows counts again.
        var waits: [String?] = []
        for _ in 0..<7 { waits.append(await site.logIn("nobody", "x", from: "192.0.2.1")[.retryAfter]) }
        #expect(waits == [nil, nil, nil, nil, nil, "1", "1"])
    }

    @Test func failuresAreKnownToOtherProcesses() async throws {
        let site = try TestSite()
        for number in 0..<5 { _ = await site.logIn("anna", "guess \(number)", from: Self.office) }
        let other = try site.anotherProcess()
        let network = ClientNetwork(address: Self.office)
        let key = LoginThrottle(user: Array("anna".utf8), network: network).keys[0]
        try waitUntil("they are stored") {
            try other.store.loginRecords(of: [key]).records[key]?.failureCount == 5
        }
        let answer = await other.logIn(.anna, from: Self.office)
        #expect(answer.status == .unauthorized)
        #expect(answer[.retryAfter] == "1")
        #expect(other.hashCount == 0)
    }

    /// Passwords wait for each other apart from everything else.
    @Test func hashingDelaysNobodyWhoIsRemembered() async throws {
        let site = try TestSite()
        #expect(await site.logIn(.anna, from: Self.office).status == .ok)
        let gate = DispatchSemaphore(value: 0)
        #expect(site.hashers.run { gate.wait() })
        let answers = Answers()
        for number in 0..<200 {
            let login = Login(user: "x\(number)", password: "guess")
            let guess = HTTPRequest.login(login, from: "2001:db8:0:\(number)::1")
            site.app.respond(to: guess) { answers.add($0) }
        }
        // Strangers wait in no larger number than will be looked at.
        try waitUntil("the rest is refused") { answers.statuses.count == 190 }
        #expect(answers.statuses.allSatisfy { $0 == .unauthorized })
        #expect(await site.logIn(.anna, from: Self.office).status == .ok)
        #expect(await site.ask("GET", "/api/v2/core/campaigns", login: .token).status == .ok)
        let boris = Answers()
        site.app.respond(to: .login(.boris, from: Self.office)) { boris.add($0) }
        let hashesBefore = site.hashCount
        gate.signal()
        try waitUntil("everybody is answered") { answers.statuses.count == 200 && !boris.statuses.isEmpty }
        #expect(boris.statuses == [.ok])
        #expect(site.hashCount == hashesBefore + 11)
    }
}

/// What somebody who guesses learns of one try.
private struct Outcome: Equatable {
    let status: HTTPStatus
    let headers: [HTTPHeader]
    let body: String
    /// Of all tries until then: what he may see by the time.
    let hashCount: Int
}

extension TestSite {
    /// Thirty guesses, one after the other, in each of two seconds.
    fileprivate func guess(_ attack: GuessingAttackTests.Attack, _ name: String) async throws -> [Outcome] {
        var outcomes: [Outcome] = []
        for number in 0..<60 {
            if number == 30 { pass(seconds: 1) }
            let (name, address) = attack.tries(number, name)
            let response = await logIn(name, "guess \(number)", from: address)
            outcomes.append(
                Outcome(
                    status: response.status, headers: response.headers, body: response.text,
                    hashCount: hashCount))
        }
        return outcomes
    }
}
