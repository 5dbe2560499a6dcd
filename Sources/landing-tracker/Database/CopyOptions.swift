import ArgumentParser
import JSON
import Storage
import Tracking

/// What a backup and a restore have in common.
struct CopyOptions: ParsableArguments {
    @OptionGroup var reserve: ReserveOption

    @Flag(help: "Take a database whose figures do not all follow from the events, as `db verify` says of it.")
    var acceptDifferences = false
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
