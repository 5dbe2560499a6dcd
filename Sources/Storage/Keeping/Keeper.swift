import Blocks
import Dispatch
import Foundation
import Logging
import Synchronization
import Tracking

/// Does what may come late: maps postbacks that came before their click, and seals clicks into blocks by column, so that
/// grouped reports stay quick; brings rows up to date after an upgrade; copies the store's log when no events come; writes
/// what is kept of refused requests; removes what is kept for a time only.
///
/// Owns one plain thread, which looks for work each second. It takes the writer only for a finished step, and rests
/// after each one, so that events hardly wait for it.
package final class Keeper: Sendable {
    private let store: any Store
    private let sealing: any BlockSealing
    private let refusals: RefusalQueue?
    private let now: (@Sendable () -> Timestamp)?
    private let logger: Logger
    private let isStopped = Atomic<Bool>(false)
    private let wakeUp = DispatchSemaphore(value: 0)
    private let finished = DispatchGroup()
    private let alarms = DispatchQueue(label: "keeper's alarms")

    private static let pause = DispatchTimeInterval.seconds(1)
    /// How much longer it rests than it has worked: it takes a fifth of one processor at most.
    private static let restFactor: Double = 4
    /// What is outdated is not shown before it is removed, either.
    private static let outdatedPause = Duration.seconds(3600)

    /// Starts the thread; a block holds `blockSize` journeys, at most 65,534. `now` tells what is outdated; nil:
    /// nothing is removed.
    package init(
        store: any Store, refusals: RefusalQueue? = nil, now: (@Sendable () -> Timestamp)? = nil,
        logger: Logger, blockSize: Int = 2048
    ) {
        self.store = store
        self.refusals = refusals
        self.now = now
        sealing = store.blockSealing(blockSize: min(max(blockSize, 1), ReportBlock.maximumCount))
        self.logger = logger
        finished.enter()
        Thread { [self] in
            Thread.nameThisOne("keeper")
            run()
            finished.leave()
        }.start()
    }

    /// Lets it look for work now.
    package func wake() {
        wakeUp.signal()
    }

    /// Ends the thread after the step that it is at; any number of calls.
    package func stop() {
        isStopped.store(true, ordering: .relaxed)
        wakeUp.signal()
        finished.wait()
    }

    /// Seals all that fills blocks, on the calling thread and without rests, whoever else is sealing.
    package func sealEverything() throws(StoreError) {
        for campaign in try sealing.candidates() {
            while try sealing.sealBlock(of: campaign) != .nothingToSeal {}
        }
    }

    // MARK: On its thread

    private func run() {
        let log = store.logKeeping(logger: logger)
        var upgrade = UpgradeLog(logger: logger)
        var (lastOfUpgrade, lastOfMapping, lastOfSealing): (StoreError?, StoreError?, StoreError?)
        var (lastOfRefusals, lastOfOutdated): (StoreError?, StoreError?)
        var nextOfOutdated = ContinuousClock.now
        while !isStopped.load(ordering: .relaxed) {
            log.look()
            keepRefusals(after: &lastOfRefusals)
            attempt("rows not upgraded", after: &lastOfUpgrade) { () throws(StoreError) in
                try repeatWithRests { () throws(StoreError) in try upgrade.note(store.fillSomeRows()) }
            }
            attempt("postbacks not mapped", after: &lastOfMapping) { () throws(StoreError) in
                try repeatWithRests { () throws(StoreError) in try store.mapSomePostbacks() }
            }
            attempt("clicks not sealed for reports", after: &lastOfSealing) { () throws(StoreError) in
                for campaign in try sealing.candidates() {
                    try repeatWithRests { () throws(StoreError) in
                        try sealing.sealBlock(of: campaign) == .sealed
                    }
                }
            }
            if ContinuousClock.now >= nextOfOutdated, removeOutdated(after: &lastOfOutdated) {
                nextOfOutdated = ContinuousClock.now + Self.outdatedPause
            }
            sleep(Self.pause)
        }
        keepRefusals(after: &lastOfRefusals)
    }

    private func keepRefusals(after last: inout StoreError?) {
        attempt("refused requests not kept", after: &last) { () throws(StoreError) in
            try refusals?.empty(into: store)
        }
    }

    /// - Returns: Whether all is removed.
    private func removeOutdated(after last: inout StoreError?) -> Bool {
        var isDone = false
        attempt("outdated rows not removed", after: &last) { () throws(StoreError) in
            if let now {
                try repeatWithRests { () throws(StoreError) in try store.removeSomeOutdated(at: now()) }
            }
            isDone = true
        }
        return isDone
    }

    /// Says of a failure once why it is, as long as that is the same.
    private func attempt(
        _ failure: Logger.Message, after last: inout StoreError?, _ work: () throws(StoreError) -> Void
    ) {
        do throws(StoreError) {
            try work()
            last = nil
        } catch .unavailable(.busy, _) {
            // Another process is writing: later is early enough.
        } catch {
            if error != last { logger.warning(failure, metadata: ["reason": "\(error)"]) }
            last = error
        }
    }

    /// Until a step says that there is nothing to do.
    private func repeatWithRests(_ step: () throws(StoreError) -> Bool) throws(StoreError) {
        var isDone = false
        while !isDone, !isStopped.load(ordering: .relaxed) {
            let start = ContinuousClock.now
            isDone = try !step()
            rest(after: start.duration(to: .now))
        }
    }

    private func rest(after work: Duration) {
        let rest = work * Self.restFactor
        sleep(.nanoseconds(Int(rest / .nanoseconds(1))))
    }

    /// Ends early when there is a call of `wake()` or `stop()`, be it an earlier one.
    private func sleep(_ interval: DispatchTimeInterval) {
        // An earlier sleep may have taken the signal of `stop()`.
        guard !isStopped.load(ordering: .relaxed) else { return }
        // A semaphore's own timeout goes by the time of day: set back an hour, it would sleep for an hour.
        let alarm = DispatchWorkItem { [wakeUp] in wakeUp.signal() }
        alarms.asyncAfter(deadline: .now() + interval, execute: alarm)
        wakeUp.wait()
        alarm.cancel()
    }
}
