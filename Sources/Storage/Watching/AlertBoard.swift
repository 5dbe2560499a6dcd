import Synchronization
import Tracking

/// Tells what needs attention, whenever somebody asks: in a bounded time, whatever strangers have sent.
package final class AlertBoard: Sendable {
    /// What changes slowly, and takes longest to read.
    private struct KnownPauses {
        let minute: Int64
        let pauses: [CampaignID: UsualPause]
    }

    private let diskReserveBytes: Mutex<Int64>
    private let known = Mutex<KnownPauses?>(nil)

    package init(diskReserveBytes: Int64 = QueueLimits().diskReserveBytes) {
        self.diskReserveBytes = Mutex(diskReserveBytes)
    }

    /// Goes on with other limits.
    package func change(to limits: QueueLimits) {
        diskReserveBytes.withLock { $0 = limits.diskReserveBytes }
    }

    /// The worst first.
    package func alerts(from store: any Store, at time: Timestamp) throws(StoreError) -> [Alert] {
        let pauses = try pauses(from: store, at: time)
        let needed = store.logBytes + diskReserveBytes.withLock { $0 }
        let disk = store.freeBytes().map { DiskRoom(freeBytes: $0, neededBytes: needed) }
        return try store.alertFacts(at: time).alerts(at: time, pauses: pauses, disk: disk)
    }

    /// Read once in a minute.
    private func pauses(
        from store: any Store, at time: Timestamp
    ) throws(StoreError) -> [CampaignID: UsualPause] {
        let minute = time.milliseconds / 60_000
        if let known = known.withLock({ $0 }), known.minute == minute { return known.pauses }
        let pauses = try store.usualPauses(at: time)
        known.withLock { $0 = KnownPauses(minute: minute, pauses: pauses) }
        return pauses
    }
}
