import Synchronization
import Testing
import Tracking

@testable import Storage

struct RefusalQueueTests {
    private let queue = RefusalQueue()
    private let now = Timestamp(milliseconds: 1_700_000_000_000)

    @Test func floodOfOneReasonLeavesRoomForTheOthers() throws {
        for _ in 0..<10_000 { refuse(.malformedJSON) }
        for reason in [RefusalReason.clickIDMissing, .otherMethod, .unknownPath] { #expect(refuse(reason)) }
        let batch = try written()
        #expect(
            batch.requests.map(\.reason) == [
                .malformedJSON, .malformedJSON, .clickIDMissing, .otherMethod, .unknownPath,
            ])
        #expect(batch.count(of: .malformedJSON) == RefusalCount(refused: 10_000, kept: 2))
        #expect(batch.count(of: .unknownPath) == RefusalCount(refused: 1, kept: 1))
    }

    @Test func tenOfASecondAreKept() throws {
        for _ in 0..<3 { for reason in RefusalReason.allCases { refuse(reason) } }
        #expect(try written().requests.count == 10)
        #expect(!refuse(.otherFields))
        #expect(refuse(.otherFields, afterSeconds: 1))
        #expect(try written().requests.count == 1)
    }

    /// As when the disk is full for long.
    @Test func whatWaitsIsBounded() throws {
        let store = Shelf()
        store.isFull.store(true, ordering: .relaxed)
        for second in 0..<100 {
            for reason in RefusalReason.allCases { refuse(reason, afterSeconds: Int64(second) * 300) }
            #expect(throws: StoreError.unavailable(.full, database: "x")) { try queue.empty(into: store) }
        }
        store.isFull.store(false, ordering: .relaxed)
        try queue.empty(into: store)
        let batch = try #require(store.batches.first)
        #expect(batch.requests.count == RefusalQueue.waitingLimit)
        #expect(batch.counts.count <= 2_000)
        #expect(store.batches.count == 1)
    }

    @Test func bytesThatWaitAreBounded() throws {
        let body = [UInt8](repeating: 0x61, count: 1_000_000)
        var keptCount = 0
        for second in 0..<200 {
            for reason in RefusalReason.allCases where refuse(reason, body, afterSeconds: Int64(second)) {
                keptCount += 1
            }
        }
        #expect(keptCount <= RefusalQueue.waitingLimit)
        let batch = try written()
        #expect(batch.requests.reduce(0) { $0 + $1.byteCount } <= RefusalQueue.waitingBytesLimit + 8_192)
        #expect(batch.requests[0].body.bytes.count == 2_048)
        #expect(batch.requests[0].body.length == 1_000_000)
        #expect(!batch.requests[0].body.isWhole)
    }

    @Test func nothingIsWrittenWhereNothingCame() throws {
        let store = Shelf()
        try queue.empty(into: store)
        #expect(store.batches.isEmpty)
    }

    @Test func longTextsEndEarly() {
        let long = String(repeating: "x", count: 10_000)
        let request = RefusedRequest(
            .otherFields, status: 422, at: now, method: long, path: long, contentType: long, query: .unread,
            body: .unread, explanation: long, problems: long)
        #expect(request.path.count == 257)
        #expect(request.path.hasSuffix("…"))
        #expect(request.byteCount < 4_096)
    }

    @discardableResult
    private func refuse(_ reason: RefusalReason, _ body: [UInt8] = [], afterSeconds seconds: Int64 = 0)
        -> Bool
    {
        let time = Timestamp(milliseconds: now.milliseconds + seconds * 1000)
        guard queue.count(reason, at: time) else { return false }
        queue.keep(
            RefusedRequest(
                reason, status: 422, at: time, method: "POST", path: "/api/v2/track/click", contentType: nil,
                query: RefusedRequest.Beginning(of: []), body: RefusedRequest.Beginning(of: body),
                explanation: "x",
                problems: ""))
        return true
    }

    private func written() throws -> RefusalBatch {
        let store = Shelf()
        try queue.empty(into: store)
        return store.batches.first ?? RefusalBatch()
    }
}

extension RefusalBatch {
    fileprivate func count(of reason: RefusalReason) -> RefusalCount? {
        counts.first { $0.key.reason == reason }?.value
    }
}

/// Takes what it is given.
private final class Shelf: RefusalStore {
    let isFull = Atomic<Bool>(false)
    private let taken = Mutex<[RefusalBatch]>([])

    var batches: [RefusalBatch] { taken.withLock { $0 } }

    func keepRefusals(_ batch: RefusalBatch) throws(StoreError) {
        guard !isFull.load(ordering: .relaxed) else { throw .unavailable(.full, database: "x") }
        taken.withLock { $0.append(batch) }
    }

    func latestRefusals(
        ofEachReason count: Int, at time: Timestamp
    ) throws(StoreError) -> [KeptRefusal] { [] }
    func refusal(_ id: Int64, at time: Timestamp) throws(StoreError) -> KeptRefusal? { nil }
    func refusalCounts(since time: Timestamp) throws(StoreError) -> [RefusalReason: RefusalCount] { [:] }
}
