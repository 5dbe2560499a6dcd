import Storage
import TestSupport
import Testing
import Tracking

struct RefusalStoreTests {
    private let now = Timestamp(milliseconds: 1_700_000_000_000)

    @Test(arguments: StoreKind.allCases)
    func refusalComesBackAsItWasKept(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let odd = "' OR 1=1 --\u{0}\u{202E}<b>&amp;{{x}}\n"
        let request = RefusedRequest(
            .clickIDMisspelled, status: 422, at: now, method: "POST", path: odd, contentType: odd,
            query: RefusedRequest.Beginning(of: [0, 0xFF, 0x27]),
            body: RefusedRequest.Beginning(of: [UInt8](repeating: 0xC3, count: 5_000)), explanation: odd,
            problems: odd)
        let unread = RefusedRequest(
            .bodyTooLarge, status: 413, at: now, method: "GET", path: "", contentType: nil,
            query: RefusedRequest.Beginning(of: []), body: .unread, explanation: "", problems: "")
        try site.store.keepRefusals(batch([request, unread]))
        let kept = try site.store.latestRefusals(ofEachReason: 10, at: now)
        #expect(kept.map(\.request) == [unread, request])
        #expect(try site.store.refusal(kept[1].id, at: now)?.request == request)
        #expect(try site.store.refusal(999, at: now) == nil)
        #expect(kept[1].request.body.bytes.count == 2_048)
        #expect(kept[1].request.body.length == 5_000)
        #expect(kept[0].request.body.length == nil)
    }

    /// A flood gives way, and what is rare stays.
    @Test(arguments: StoreKind.allCases)
    func tenThousandAreKeptAndRareOnesStay(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        try site.store.keepRefusals(batch([refusal(.truncatedBody), refusal(.lengthMissing)]))
        for _ in 0..<103 {
            try site.store.keepRefusals(batch((0..<100).map { _ in refusal(.malformedJSON) }))
        }
        #expect(try site.store.latestRefusals(ofEachReason: 20_000, at: now).count == 10_000)
        #expect(try site.store.latestRefusals(ofEachReason: 1, at: now).count == 3)
    }

    @Test(arguments: StoreKind.allCases)
    func refusalIsGoneAfterThirtyDays(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let day: Int64 = 86_400_000
        try site.store.keepRefusals(
            batch([refusal(.otherMethod), refusal(.unknownPath, afterMilliseconds: 1)]))
        try site.store.keepRefusals(batch([refusal(.otherMethod, afterMilliseconds: 30 * day)]))
        #expect(try site.store.latestRefusals(ofEachReason: 10, at: now).count == 3)
        try site.store.keepRefusals(batch([refusal(.otherMethod, afterMilliseconds: 30 * day + 1)]))
        let kept = try site.store.latestRefusals(ofEachReason: 10, at: now)
        #expect(kept.count == 3)
        #expect(kept.contains { $0.request.reason == .unknownPath })
    }

    /// Of whoever reads, not of what comes next.
    @Test(arguments: StoreKind.allCases)
    func olderThanThirtyDaysIsNotRead(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let store = site.store
        try store.keepRefusals(batch([refusal(.otherMethod), refusal(.unknownPath, afterMilliseconds: 1)]))
        let ids = try store.latestRefusals(ofEachReason: 10, at: now).map(\.id)
        let last = Timestamp(milliseconds: now.milliseconds + 30 * 86_400_000)
        #expect(try store.latestRefusals(ofEachReason: 10, at: last).count == 2)
        let later = Timestamp(milliseconds: last.milliseconds + 1)
        let kept = try store.latestRefusals(ofEachReason: 10, at: later)
        #expect(kept.map(\.request.reason) == [.unknownPath])
        #expect(ids.count == 2)
        #expect(try store.refusal(ids[0], at: later) == kept.first)
        #expect(try store.refusal(ids[1], at: later) == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func outdatedIsRemovedInPortions(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        let store = site.store
        var batch = batch((0..<500).map { _ in refusal(.malformedJSON) })
        batch.counts[RefusalBatch.Key(now, .malformedJSON)] = RefusalCount(refused: 500, kept: 500)
        try store.keepRefusals(batch)
        let last = Timestamp(milliseconds: now.milliseconds + 30 * 86_400_000)
        #expect(try !store.removeSomeOutdated(at: now))
        #expect(try store.refusalCounts(since: now)[.malformedJSON]?.refused == 500)
        #expect(try !store.removeSomeOutdated(at: last))
        #expect(try store.refusalCounts(since: now).isEmpty)
        #expect(try store.latestRefusals(ofEachReason: 1_000, at: now).count == 500)
        let later = Timestamp(milliseconds: last.milliseconds + 1)
        #expect(try store.removeSomeOutdated(at: later))
        let left = try store.latestRefusals(ofEachReason: 1_000, at: now).count
        #expect(left > 0 && left < 500)
        while try store.removeSomeOutdated(at: later) {}
        #expect(try store.latestRefusals(ofEachReason: 1_000, at: now).isEmpty)
        let state = try store.watchState()
        #expect(try !store.removeSomeOutdated(at: later))
        #expect(try store.watchState() == state)
    }

    @Test(arguments: StoreKind.allCases)
    func refusalsAreCountedByReasonAndTime(_ kind: StoreKind) throws {
        let site = try kind.makeSite()
        var batch = RefusalBatch()
        let hour: Int64 = 3_600_000
        let earlier = Timestamp(milliseconds: now.milliseconds - 2 * hour)
        batch.counts[RefusalBatch.Key(earlier, .malformedJSON)] = RefusalCount(refused: 5, kept: 1)
        batch.counts[RefusalBatch.Key(now, .malformedJSON)] = RefusalCount(refused: 7, kept: 2)
        batch.counts[RefusalBatch.Key(now, .otherMethod)] = RefusalCount(refused: 1, kept: 1)
        try site.store.keepRefusals(batch)
        try site.store.keepRefusals(batch)
        let since = Timestamp(milliseconds: now.milliseconds - hour)
        let counts = try site.store.refusalCounts(since: since)
        #expect(
            counts == [.malformedJSON: .init(refused: 14, kept: 4), .otherMethod: .init(refused: 2, kept: 2)])
        let all = try site.store.refusalCounts(since: earlier)
        #expect(all[.malformedJSON] == RefusalCount(refused: 24, kept: 6))

        var next = RefusalBatch()
        let tomorrow = Timestamp(milliseconds: now.milliseconds + 25 * hour)
        next.counts[RefusalBatch.Key(tomorrow, .otherMethod)] = RefusalCount(refused: 1)
        try site.store.keepRefusals(next)
        #expect(try site.store.refusalCounts(since: earlier) == [.otherMethod: RefusalCount(refused: 1)])
    }

    private func batch(_ requests: [RefusedRequest]) -> RefusalBatch {
        var batch = RefusalBatch()
        batch.requests = requests
        return batch
    }

    private func refusal(_ reason: RefusalReason, afterMilliseconds: Int64 = 0) -> RefusedRequest {
        RefusedRequest(
            reason, status: 400, at: Timestamp(milliseconds: now.milliseconds + afterMilliseconds),
            method: "POST",
            path: "/api/v2/track/click", contentType: nil, query: RefusedRequest.Beginning(of: []),
            body: RefusedRequest.Beginning(of: []), explanation: "", problems: "")
    }
}
