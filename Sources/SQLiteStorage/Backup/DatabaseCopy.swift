import Foundation
import GRDB
import Storage

/// Copies a database, as it stands at one moment, into an empty file, while others go on writing it.
///
/// One read transaction holds that moment: otherwise SQLite would begin again with each commit of another process.
/// Each portion is synced before the next, and followed by a rest, which leaves events their part of the disk. But for as
/// long the WAL cannot begin anew, and the longer it is, the longer each of them takes: then the rests are shorter.
struct DatabaseCopy {
    let source: Database
    /// Of the source.
    let walPath: String
    let target: PartialFile
    let reserve: DiskReserve
    let watch: CopyWatch
    /// Whether it leaves time to others.
    var rests = true

    /// 4 MiB: a sync for an event waits for no more than that.
    private static let pagesPerStep: CInt = 1_024
    /// How much longer it rests than it has worked, up to a length of the WAL. From 4 GiB on clicks at full load take
    /// measurably longer (`benchmarks backup`).
    private static let restFactors: [(walBytes: Int64, factor: Double)] = [(512 << 20, 3), (4 << 30, 1)]
    private static let lowestRestFactor = 0.25
    /// Whatever a portion has taken, on a disk that hung for example.
    private static let longestRest = 1.0

    /// - Throws: `BackupError` or an error of the database.
    func run() throws {
        let pageBytes = try Int64.fetchOne(source, sql: "PRAGMA page_size") ?? 0
        let queue = try DatabaseQueue(path: target.path, configuration: .ours)
        try queue.writeWithoutTransaction { copy in
            // Nobody reads it before it is whole, and all of it is synced then.
            try copy.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
            var stepStart = ContinuousClock.now
            try source.backup(to: copy, pagesPerStep: Self.pagesPerStep) { progress in
                guard !progress.isCompleted else { return }
                try target.sync()
                try reserve.require()
                guard watch.isAwaited() else { throw ReadAbandoned() }
                watch.tell(
                    .copied(
                        bytes: Int64(progress.completedPageCount) * pageBytes,
                        of: Int64(progress.totalPageCount) * pageBytes))
                if rests { rest(after: stepStart.duration(to: .now) / .seconds(1)) }
                stepStart = .now
            }
        }
        try queue.close()
    }

    private func rest(after seconds: Double) {
        let length = FileStamp(walPath)?.byteCount ?? 0
        let factor = Self.restFactors.first { length < $0.walBytes }?.factor ?? Self.lowestRestFactor
        Thread.sleep(forTimeInterval: min(seconds * factor, Self.longestRest))
    }
}
