import Foundation
import TestSupport

/// What a responder takes of the machine at one moment.
struct ResponderFigures {
    let residentMegabytes: Double
    let sockets: Int
    let otherFiles: Int
    /// SQLite's WAL, whose file is never made shorter while the responder runs: the longest so far.
    let logMegabytes: Double
    let databaseMegabytes: Double

    init(of site: Site) throws {
        guard let process = site.process, process.isRunning else {
            throw BrokenPromise("the responder has ended")
        }
        residentMegabytes = try Self.residentKibibytes(of: process.identifier) / 1_024
        sockets = try OpenFiles.sockets(of: process.identifier)
        otherFiles = try OpenFiles.others(of: process.identifier)
        logMegabytes = Self.megabytes(of: site.tracker.database + "-wal")
        databaseMegabytes = Self.megabytes(of: site.tracker.database)
    }

    /// VmRSS of proc_pid_status(5).
    private static func residentKibibytes(of process: Int32) throws -> Double {
        let text = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
    }

    private static func megabytes(of path: String) -> Double {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return Double((attributes?[.size] as? Int) ?? 0) / 1_048_576
    }
}
