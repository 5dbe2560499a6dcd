import HTTP
import Synchronization
import Testing
import Web

/// Who guesses is slowed, and nobody else.
struct GuessingTests {
    private static let path = "/api/v2/auth/authenticate"

    /// The wrong ones are still held back when the right one, which came after them, is answered.
    @Test(.timeLimit(.minutes(30)))
    func manyWrongLoginsDoNotSlowARightOne() async throws {
        let site = try TestSite(failureDelaySeconds: 900)
        let answered = Atomic<Int>(0)
        for number in 0..<100 {
            let wrong = HTTPRequest(
                "POST", Self.path,
                [("HTTPS", "on"), ("HTTP_AUTHORIZATION", Login(user: "anna", password: "\(number)").field)])
            site.app.respond(to: wrong) { _ in answered.add(1, ordering: .relaxed) }
        }
        #expect(await site.ask("POST", Self.path, login: .boris).status == .ok)
        #expect(answered.load(ordering: .relaxed) == 0)
    }

    @Test(arguments: [
        Login(user: "anna", password: "x"), Login(user: "nobody", password: "x"), .unknownToken,
    ])
    func wrongLoginIsAnsweredAfterAFixedTime(login: Login) async throws {
        let site = try TestSite(failureDelaySeconds: 0.5)
        let start = ContinuousClock.now
        #expect(await site.ask("POST", Self.path, login: login).status == .unauthorized)
        #expect(ContinuousClock.now - start >= .seconds(0.5))
    }

    @Test func guessesAreNotEvenLookedAt() async throws {
        let site = try TestSite()
        var waits: [String?] = []
        for number in 0..<7 {
            let response = await site.ask(
                "POST", Self.path, login: Login(user: "anna", password: "guess \(number)"))
            #expect(response.status == .unauthorized)
            waits.append(response[.retryAfter])
        }
        #expect(waits == [nil, nil, nil, nil, nil, "1", "1"])
        let right = await site.ask("POST", Self.path, login: .anna)
        #expect(right.status == .unauthorized)
        #expect(right[.retryAfter] == "1")
    }

    @Test func sameUserElsewhereIsNotSlowed() async throws {
        let site = try TestSite()
        for _ in 0..<7 {
            _ = await site.ask("POST", Self.path, login: Login(user: "anna", password: "guess"))
        }
        let elsewhere = HTTPRequest(
            "POST", Self.path,
            [("HTTPS", "on"), ("REMOTE_ADDR", "2001:db8::1"), ("HTTP_AUTHORIZATION", Login.anna.field)])
        #expect(await site.send(elsewhere).status == .ok)
    }

    @Test func rememberedLoginIsNotSlowed() async throws {
        let site = try TestSite()
        #expect(await site.ask("POST", Self.path, login: .anna).status == .ok)
        for _ in 0..<7 {
            _ = await site.ask("POST", Self.path, login: Login(user: "anna", password: "guess"))
        }
        #expect(await site.ask("POST", Self.path, login: .anna).status == .ok)
    }
}
