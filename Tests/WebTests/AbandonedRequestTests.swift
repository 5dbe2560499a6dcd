import Dispatch
import Glibc
import HTTP
import Storage
import Synchronization
import TestSupport
import Testing
import Tracking
import Web

/// Requests whose clients have left.
@Suite(.timeLimit(.minutes(30)))
struct AbandonedRequestTests {
    private func request(_ method: String, _ target: String, _ body: String = "", isAbandoned: Bool)
        -> HTTPRequest
    {
        var request = HTTPRequest(
            method, target, body: .complete(Array(body.utf8)),
            mediaType: body.isEmpty ? nil : "application/json",
            [("HTTPS", "on"), ("HTTP_AUTHORIZATION", Login.token.field)])
        request.isAbandoned = { isAbandoned }
        return request
    }

    @Test(arguments: [
        "/api/v2/reports/statistics?campaignId=42&periodStart=2025-01-30&periodEnd=2025-01-30",
        "/api/v2/reports/leads?campaignId=42",
        "/api/v2/core/campaigns", "/api/v2/reports/unattributed", "/api/v2/nothing",
    ])
    func readsAreDropped(target: String) async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let isKnown = target != "/api/v2/nothing"
        #expect(
            await site.send(request("GET", target, isAbandoned: true)).status
                == (isKnown ? .serviceUnavailable : .notFound))
        #expect(
            await site.send(request("GET", target, isAbandoned: false)).status == (isKnown ? .ok : .notFound))
    }

    @Test func changesAreDone() async throws {
        let site = try TestSite()
        try site.store.addSampleCampaign()
        let change = request("PATCH", "/api/v2/core/campaigns/42", #"{"name":"changed"}"#, isAbandoned: true)
        #expect(await site.send(change).status == .ok)
        #expect(try site.store.campaigns().map(\.settings.name) == ["changed"])
    }

    /// However long it takes: what has begun goes on.
    @Test func movesAreDone() async throws {
        let site = try TestSite()
        for number in [42, 43] { try site.store.addSampleCampaign(Int64(number)) }
        let clicks = try (0..<300).map { _ in try Event.clicked(.random()) }
        for answer in site.recorder.answers(to: clicks) { _ = try answer.get() }
        let path = "/api/v2/core/campaigns/43/move-clicks"
        let body = #"{"fromCampaignId":42,"periodStart":"1970-01-01"}"#
        let move = await site.send(request("POST", path, body, isAbandoned: true))
        #expect(move.text == #"{"moved":300,"run":1}"#)
        let undo = request("POST", "/api/v2/core/campaigns/moves/1/undo", isAbandoned: true)
        #expect(await site.send(undo).text == #"{"undone":300,"movedSince":0}"#)
    }

    /// Not in the order of coming: all that can go goes, when there is no room for another.
    @Test func abandonedJobsMakeRoom() {
        let reporters = JobThreads("reporter", .low, threadCount: 1, waitingLimit: 10)
        let (gate, started) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let isAbandoned = Atomic<Bool>(false)
        let dropped = Atomic<Int>(0)
        let done = Atomic<Int>(0)
        #expect(
            reporters.run {
                started.signal(); gate.wait()
            })
        started.wait()
        for number in 0..<10 {
            let job = JobThreads.Job(
                isAbandoned: { number % 2 == 0 && isAbandoned.load(ordering: .relaxed) },
                {
                    if number % 2 == 0 {
                        dropped.add(1, ordering: .relaxed)
                    } else {
                        done.add(1, ordering: .relaxed)
                    }
                })
            #expect(reporters.run(job))
        }
        #expect(!reporters.run {})
        isAbandoned.store(true, ordering: .relaxed)
        for _ in 0..<5 { #expect(reporters.run { done.add(1, ordering: .relaxed) }) }
        #expect(dropped.load(ordering: .relaxed) == 5)
        #expect(!reporters.run {})
        gate.signal()
        reporters.stop()
        #expect(done.load(ordering: .relaxed) == 10)
        #expect(dropped.load(ordering: .relaxed) == 5)
    }

    /// The thread goes on when it is woken for a job that has made room.
    @Test func threadOutlivesJobsThatMadeRoom() {
        let reporters = JobThreads("reporter", .low, threadCount: 1, waitingLimit: 1)
        let (gate, started) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        #expect(
            reporters.run {
                started.signal(); gate.wait()
            })
        started.wait()
        for _ in 0..<10 { #expect(reporters.run(JobThreads.Job(isAbandoned: { true }, {}))) }
        gate.signal()
        let done = DispatchSemaphore(value: 0)
        for _ in 0..<20 {
            while !reporters.run({ done.signal() }) { usleep(1000) }
            done.wait()
        }
        reporters.stop()
    }
}
