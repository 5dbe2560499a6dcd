import Storage
import Tracker

extension Check {
    /// Whether the disk has room for what is kept from large events and for the WAL; says what a backup takes on top.
    func checkDisk(_ settings: Settings) throws -> VisibleText {
        let database = settings.database
        guard let free = database.freeBytes() else { return "the system does not say how much is free" }
        let (reserve, log) = (settings.queueLimits.diskReserveBytes, DatabaseLocation.walBytes)
        let room = "\(free.mebibytes) free, \((reserve + log).mebibytes) needed"
        guard free >= reserve + log else {
            throw CommandFailure(
                """
                The disk of \(database.folder) has too little room: \(room), \(reserve.mebibytes) of it in reserve and \
                \(log.mebibytes) for the WAL. Make room.
                """, .configuration)
        }
        // The copy, or the WAL, which cannot begin anew meanwhile.
        let backup = database.byteCount
        let remark = free < reserve + log + backup ? ", for which there is too little" : ""
        return "\(room), \(backup.mebibytes) more while a backup is made or a read goes on for long\(remark)"
    }
}

extension FullJourneys {
    /// What stands behind the state of the database; empty when there is none.
    var remark: String {
        guard let fullest else { return "" }
        return """
            ; journeys that are full: \(count), with \(surplus) event\(surplus == 1 ? "" : "s") refused or only \
            counted, most of them with the click id \(fullest)
            """
    }
}

extension Int64 {
    fileprivate var mebibytes: String { "\(self / (1024 * 1024)) MiB" }
}
