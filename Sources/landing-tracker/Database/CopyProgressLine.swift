import FastCGI
import Foundation
import Storage

/// How far a copy is, on one line of a terminal that changes; nothing anywhere else.
enum CopyProgressLine {
    /// Runs a copy at low priority, which ends at SIGTERM or SIGINT and leaves nothing behind.
    /// `verifiesLast`: whether nothing follows on the reading of the copy that others wait for.
    static func watching<Value>(
        verifiesLast: Bool = false, _ copy: (CopyWatch) throws -> Value
    ) throws -> Value {
        StopSignals.block()
        // A processor goes to events first; not the lowest, since the WAL grows until the copy is done.
        setNiceness(10)
        let isTerminal = isatty(STDERR_FILENO) == 1
        defer { if isTerminal { Output.printProgress("") } }
        return try copy(
            CopyWatch(
                tell: { progress in
                    if verifiesLast, case .verifying = progress { setNiceness(15) }
                    if isTerminal { Output.printProgress(text(progress)) }
                },
                isAwaited: { !StopSignals.arePending }))
    }

    /// Of this thread, which does all of it (setpriority(2)).
    private static func setNiceness(_ value: Int32) {
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, value)
    }

    private static func text(_ progress: CopyProgress) -> VisibleText {
        switch progress {
        case .copied(let bytes, let all):
            "copied \(bytes / mebibyte) of \(all / mebibyte) MiB (\(100 * bytes / max(1, all)) %)"
        case .verifying: "reading all of the copy ..."
        }
    }

    private static let mebibyte: Int64 = 1024 * 1024
}
