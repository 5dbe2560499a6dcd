import ArgumentParser
import Glibc
import TestSupport

/// Something that an installation must endure.
enum Fault: String, CaseIterable, ExpressibleByArgument {
    case fullDisk = "full-disk"
    case failingWrites = "failing-writes"
    case failingSyncs = "failing-syncs"
    case readOnlyDisk = "read-only-disk"
    case readOnlyStart = "read-only-start"
    case lockedOneSecond = "locked-1"
    case lockedFiveSeconds = "locked-5"
    case lockedThirtySeconds = "locked-30"
    case removedWAL = "removed-wal"
    case damagedFile = "damaged-file"
    case damagedIndex = "damaged-index"
    case jumpingClock = "jumping-clock"
    case fewDescriptors = "few-descriptors"
    case littleMemory = "little-memory"

    func run(outages: Int, _ generator: inout SeededGenerator) throws {
        switch self {
        case .fullDisk: try FailingDisk(writeError: ENOSPC).endure(outages, &generator)
        case .failingWrites: try FailingDisk(writeError: EIO).endure(outages, &generator)
        case .failingSyncs: try FailingDisk(syncError: EIO).endure(outages, &generator)
        case .readOnlyDisk: try FailingDisk(writeError: EROFS).endure(outages, &generator)
        case .readOnlyStart: try StoppedTracker.startsOnReadOnlyDisk()
        case .lockedOneSecond: try HeldLock(seconds: 1, refuses: false).run()
        case .lockedFiveSeconds: try HeldLock(seconds: 5, refuses: true).run()
        case .lockedThirtySeconds: try HeldLock(seconds: 30, refuses: true).run()
        case .removedWAL: try StoppedTracker.losesItsWAL()
        case .damagedFile: try DamagedFile.isRefused()
        case .damagedIndex: try DamagedFile.isEndured()
        case .jumpingClock: try JumpingClock.run(&generator)
        case .fewDescriptors: try ScarceResources.descriptors()
        case .littleMemory: try ScarceResources.memory()
        }
    }
}
