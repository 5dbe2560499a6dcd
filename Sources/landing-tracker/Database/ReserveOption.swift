import ArgumentParser
import Storage

/// How much room a command that copies a database leaves on each disk.
struct ReserveOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "End before a disk has less left (or LANDING_TRACKER_DISK_RESERVE). Default: 268435456",
            valueName: "bytes"))
    var diskReserve: Int?

    func validate() throws {
        guard let diskReserve, !SettingText.countRange.contains(diskReserve) else { return }
        throw ValidationError("--disk-reserve must be from 1 to \(SettingText.countRange.upperBound).")
    }

    func bytes(_ settings: Settings) -> Int64 {
        diskReserve.map { Int64($0) } ?? settings.queueLimits.diskReserveBytes
    }
}
