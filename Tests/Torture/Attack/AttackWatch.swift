import Foundation
import TestSupport

/// What visitors and the machine saw of an attack.
struct AttackWatch {
    /// What a service unit of conf/ is allowed besides the caches of its readers.
    private static let residentMegabytes = 128.0
    /// The p99 of visitors beside the attack, as a multiple of that without.
    private static let allowedRatio = 4.0

    let log: LongestFile
    private var clicks: [TimedClicks] = []
    private var figures: [ResponderFigures] = []

    init(log: LongestFile) {
        self.log = log
    }

    mutating func add(_ clicks: TimedClicks, _ figures: ResponderFigures) {
        self.clicks.append(clicks)
        self.figures.append(figures)
    }

    var latest: String {
        guard let clicks = clicks.last, let figures = figures.last else { return "" }
        return "p99 \(clicks), \(Int(figures.residentMegabytes)) MB, log at most \(Int(log.megabytes)) MB"
    }

    private var slowestPercent: Double { clicks.map(\.slowestPercent).median }
    private var mostResident: Double { figures.map(\.residentMegabytes).max() ?? 0 }

    func summary(alone: TimedClicks) -> String {
        let ratio = String(format: "%.1f", slowestPercent / alone.slowestPercent)
        return """
            visitors: every click got its 201; p99 \(slowestPercent.milliseconds), \(alone.slowestPercent.milliseconds) \
            alone, \(ratio) times (aim: \(Int(Self.allowedRatio))); memory at most \(Int(mostResident)) MB, \
            log \(Int(log.megabytes)) MB
            """
    }

    /// - Throws: `BrokenPromise`.
    func check(withFigures: Bool) throws {
        guard log.megabytes <= SoakPromises.logMegabytes else {
            throw BrokenPromise("the log had \(log.megabytes) MB")
        }
        guard withFigures else { return }
        guard mostResident <= Self.residentMegabytes else {
            throw BrokenPromise("the responder takes \(mostResident) MB of memory")
        }
    }
}
