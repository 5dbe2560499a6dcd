import Synchronization
import Tracking

/// Refused tracking requests on their way to the store, some of them.
///
/// Threads that refuse put them in, and never wait for it; one that no event waits for takes them out. Strangers decide
/// how many there are: all are counted, and of each second at most ten are kept, two for one reason, so that a flood of one
/// kind leaves room for the others.
package final class RefusalQueue: Sendable {
    private struct State {
        var batch = RefusalBatch()
        var byteCount = 0
        /// Since 1970.
        var second: Int64 = 0
        var keptInSecond = 0
        var keptByReason: [RefusalReason: Int] = [:]
    }

    private let state = Mutex(State())

    package static let keptPerSecond = 10
    package static let keptPerSecondAndReason = 2
    /// Reached only while nothing can be written.
    static let waitingLimit = 100
    static let waitingBytesLimit = 512 * 1024
    private static let countLimit = 1_000

    package init() {}

    /// Counts one, at that time.
    ///
    /// - Returns: Whether this one is to be kept; whoever is told so makes it, and calls `keep`.
    package func count(_ reason: RefusalReason, at time: Timestamp) -> Bool {
        state.withLock { state in
            if time.seconds != state.second {
                state.second = time.seconds
                state.keptInSecond = 0
                state.keptByReason = [:]
            }
            let isKept =
                state.keptInSecond < Self.keptPerSecond
                && state.keptByReason[reason, default: 0] < Self.keptPerSecondAndReason
                && state.batch.requests.count < Self.waitingLimit && state.byteCount < Self.waitingBytesLimit
            if isKept {
                state.keptInSecond += 1
                state.keptByReason[reason, default: 0] += 1
            }
            let key = RefusalBatch.Key(time, reason)
            if state.batch.counts[key] != nil || state.batch.counts.count < Self.countLimit {
                state.batch.counts[key, default: RefusalCount()].refused += 1
                if isKept { state.batch.counts[key, default: RefusalCount()].kept += 1 }
            }
            return isKept
        }
    }

    package func keep(_ request: RefusedRequest) {
        state.withLock { state in
            state.batch.requests.append(request)
            state.byteCount += request.byteCount
        }
    }

    /// Writes what waits, on the calling thread; what cannot be written waits on.
    ///
    /// - Throws: `unavailable` at once when another process is writing.
    package func empty(into store: any RefusalStore) throws(StoreError) {
        let batch = state.withLock { state in
            defer {
                state.batch = RefusalBatch()
                state.byteCount = 0
            }
            return state.batch
        }
        guard !batch.counts.isEmpty || !batch.requests.isEmpty else { return }
        do throws(StoreError) {
            try store.keepRefusals(batch)
        } catch {
            putBack(batch)
            throw error
        }
    }

    private func putBack(_ batch: RefusalBatch) {
        state.withLock { state in
            state.batch = batch.adding(state.batch)
            state.byteCount = state.batch.requests.reduce(0) { $0 + $1.byteCount }
        }
    }
}

/// Refused requests that are written together.
package struct RefusalBatch: Sendable {
    package var requests: [RefusedRequest] = []
    package var counts: [Key: RefusalCount] = [:]

    package init() {}

    /// What is counted together.
    package struct Key: Hashable, Sendable {
        /// Five minutes, counted since 1970.
        package let slot: Int64
        package let reason: RefusalReason

        package static let slotMilliseconds: Int64 = 300_000

        /// The first of the day for which figures are kept.
        package static func earliestKeptSlot(at time: Timestamp) -> Int64 {
            (time.milliseconds - 86_400_000) / slotMilliseconds
        }

        package init(_ time: Timestamp, _ reason: RefusalReason) {
            slot = time.milliseconds / Self.slotMilliseconds
            self.reason = reason
        }
    }

    fileprivate func adding(_ later: RefusalBatch) -> RefusalBatch {
        var sum = self
        sum.requests += later.requests
        for (key, count) in later.counts {
            sum.counts[key, default: RefusalCount()].refused += count.refused
            sum.counts[key, default: RefusalCount()].kept += count.kept
        }
        return sum
    }
}
