import Dispatch
import HTTP
import Synchronization
import Testing
import Web

struct JobThreadsTests {
    @Test(arguments: [JobThreads.Priority.low, .whenIdle])
    func everyJobIsDoneBeforeTheEnd(priority: JobThreads.Priority) {
        let reporters = JobThreads("reporter", priority, waitingLimit: 1000)
        let done = Atomic<Int>(0)
        for _ in 0..<1000 { #expect(reporters.run { done.add(1, ordering: .relaxed) }) }
        reporters.stop()
        #expect(done.load(ordering: .relaxed) == 1000)
        #expect(!reporters.run { done.add(1, ordering: .relaxed) })
        reporters.stop()
        #expect(done.load(ordering: .relaxed) == 1000)
    }

    @Test(.timeLimit(.minutes(30)))
    func tooManyJobsAreRefused() {
        let reporters = JobThreads("reporter", .low, threadCount: 2, waitingLimit: 3)
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

    /// One login's reports leave a thread to the others.
    @Test(.timeLimit(.minutes(30)))
    func ownerWithAJobBeingDoneWaitsForOthers() {
        let reporters = JobThreads("reporter", .low, threadCount: 1, waitingLimit: 10)
        let (gate, started) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let order = Mutex<[String]>([])
        #expect(
            reporters.run(for: "anna") {
                started.signal(); gate.wait()
            })
        started.wait()
        for name in ["anna", "anna", "bob", "carl"] {
            #expect(reporters.run(for: name) { order.withLock { $0.append(name) } })
        }
        gate.signal()
        reporters.stop()
        #expect(order.withLock { $0.count } == 4)
    }

    @Test(.timeLimit(.minutes(30)))
    func jobsThatGoAheadComeFirstAndHaveRoomOfTheirOwn() {
        let hashers = JobThreads("hasher", .low, threadCount: 1, waitingLimit: 2)
        let (gate, started) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let order = Mutex<[Int]>([])
        #expect(
            hashers.run {
                started.signal(); gate.wait()
            })
        started.wait()
        var taken: [Bool] = []
        for (number, isAhead) in [(1, false), (2, true), (3, false), (4, false), (5, true), (6, true)] {
            taken.append(hashers.run(ahead: isAhead) { order.withLock { $0.append(number) } })
        }
        #expect(taken == [true, true, true, false, true, false])
        gate.signal()
        hashers.stop()
        #expect(order.withLock { $0 } == [2, 5, 1, 3])
    }

    /// Whatever clerks and reporters do, a click is answered.
    @Test(.timeLimit(.minutes(30)))
    func trackingDoesNotWait() async throws {
        let site = try TestSite()
        let gate = DispatchSemaphore(value: 0)
        for threads in [site.clerks, site.reporters] {
            for _ in 0..<2 { #expect(threads.run { gate.wait() }) }
        }
        let id = "8f1b5c6e-7a3d-4d20-a7f1-12a2b8f7a9c1"
        #expect(await site.get("/api/v2/track/lead?clickId=\(id)").status == .created)
        for _ in 0..<4 { gate.signal() }
    }

    /// Long reports keep nobody from logging in or changing a campaign.
    @Test(.timeLimit(.minutes(30)))
    func clerksDoNotWaitForReports() async throws {
        let site = try TestSite()
        let gate = DispatchSemaphore(value: 0)
        for _ in 0..<2 { #expect(site.reporters.run { gate.wait() }) }
        #expect(await site.ask("POST", "/api/v2/auth/authenticate").status == .ok)
        #expect(await site.ask("GET", "/api/v2/core/campaigns").status == .ok)
        for _ in 0..<2 { gate.signal() }
    }

    @Test func stoppedClerksMakeTheAnswerUnavailable() async throws {
        let site = try TestSite()
        site.clerks.stop()
        try await expectUnavailable(site, "/api/v2/core/campaigns")
    }

    @Test(arguments: ["statistics", "leads"])
    func stoppedReportersMakeAReportUnavailable(report: String) async throws {
        let site = try TestSite()
        site.reporters.stop()
        try await expectUnavailable(site, "/api/v2/reports/\(report)?campaignId=1")
    }

    private func expectUnavailable(_ site: TestSite, _ path: String) async throws {
        let response = await site.ask("GET", path)
        #expect(response.status == .serviceUnavailable)
        #expect(response[.retryAfter] == "1")
    }
}
