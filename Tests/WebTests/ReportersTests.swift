import Dispatch
import HTTP
import Synchronization
import Testing
import Web

struct ReportersTests {
    @Test func everyJobIsDoneBeforeTheEnd() {
        let reporters = Reporters(waitingLimit: 1000)
        let done = Atomic<Int>(0)
        for _ in 0..<1000 { #expect(reporters.run { done.add(1, ordering: .relaxed) }) }
        reporters.stop()
        #expect(done.load(ordering: .relaxed) == 1000)
        #expect(!reporters.run { done.add(1, ordering: .relaxed) })
        reporters.stop()
        #expect(done.load(ordering: .relaxed) == 1000)
    }

    @Test(.timeLimit(.minutes(1)))
    func tooManyJobsAreRefused() {
        let reporters = Reporters(threadCount: 2, waitingLimit: 3)
        let gate = DispatchSemaphore(value: 0)
        let started = DispatchSemaphore(value: 0)
        for _ in 0..<2 {
            #expect(
                reporters.run {
                    started.signal(); gate.wait()
                })
        }
        for _ in 0..<2 { started.wait() }
        for _ in 0..<3 { #expect(reporters.run { gate.wait() }) }
        #expect(!reporters.run {})
        for _ in 0..<5 { gate.signal() }
        reporters.stop()
    }

    /// Whatever the reporters do, a click is answered.
    @Test(.timeLimit(.minutes(1)))
    func trackingDoesNotWait() async throws {
        let site = try TestSite()
        let gate = DispatchSemaphore(value: 0)
        for _ in 0..<2 { #expect(site.reporters.run { gate.wait() }) }
        let id = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"
        #expect(await site.get("/api/v2/track/lead?clickId=\(id)").status == .created)
        for _ in 0..<2 { gate.signal() }
    }

    @Test func stoppedReportersMakeTheAnswerUnavailable() async throws {
        let site = try TestSite()
        site.reporters.stop()
        let response = await site.ask("GET", "/api/v2/core/campaigns")
        #expect(response.status == .serviceUnavailable)
        #expect(response[.retryAfter] == "1")
    }
}
