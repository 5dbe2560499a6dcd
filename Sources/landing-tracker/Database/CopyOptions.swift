import ArgumentParser
import JSON
import Storage
import Tracking

/// What a backup and a restore have in common.
struct CopyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "End before a disk has less left (or LANDING_TRACKER_DISK_RESERVE). Default: 268435456",
            valueName: "bytes"))
    var diskReserve: Int?

    @Flag(help: "Take a database whose figures do not all follow from the events, as `db verify` says of it.")
    var acceptDifferences = false

    func validate() throws {
        guard let diskReserve, !SettingText.countRange.contains(diskReserve) else { return }
        throw ValidationError("--disk-reserve must be from 1 to \(SettingText.countRange.upperBound).")
    }

    func reserve(_ settings: Settings) -> Int64 {
        diskReserve.map { Int64($0) } ?? settings.queueLimits.diskReserveBytes
    }
}

extension BackupContent {
    /// `60 journeys, 131072 bytes, last event 2026-01-31 17:04:05Z`.
    var text: VisibleText {
        let count: VisibleText = "\(journeyCount) journey\(journeyCount == 1 ? "" : "s"), \(byteCount) bytes"
        guard let lastEventAt else { return "\(count), no event yet" }
        return "\(count), last event \(lastEventAt.text)"
    }

    var members: [(name: String, value: JSONValue)] {
        [
            ("bytes", .integer(byteCount)), ("journeys", .integer(journeyCount)),
            ("lastEventAt", lastEventAt.map { JSONValue.integer($0.seconds) } ?? .null),
        ]
    }
}
