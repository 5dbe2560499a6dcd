import Glibc
import TestSupport

/// Limits that a process runs into.
enum ScarceResources {
    /// Fewer descriptors than there are connections; then the limit is raised.
    static func descriptors() throws {
        let site = try Site { $0.limited("ulimit -S -n 40") }
        let ordeal = Ordeal(site, connections: 100)
        try waitUntil("the limit is met") {
            site.process?.logText.contains("cannot accept connections") == true
        }
        try ordeal.waitForStored(2_000)
        let limit = try Command(
            "/usr/bin/prlimit", ["--pid", "\(site.process?.identifier ?? 0)", "--nofile=4096"]
        ).run()
        guard limit.status == 0 else { throw Unexpected(limit.errors) }
        var acknowledged = try ordeal.stop(allowing: [0, 201, 503])
        acknowledged += try site.expectRecovery()
        try Ledger.check(acknowledged, in: site.tracker)
    }

    /// Less memory than a flood of large requests takes, and some 25 MB more than none: the process ends, and is started
    /// again.
    static func memory() throws {
        let site = try Site { $0.limited("export MALLOC_ARENA_MAX=1; ulimit -v 330000") }
        var acknowledged: [String] = []
        for _ in 0..<maximumFloods where site.process?.isRunning == true {
            let ordeal = Ordeal(site)
            flood(site)
            acknowledged += ordeal.stop()
        }
        guard site.process?.isRunning == false else { throw Unexpected("the memory was not used up") }
        try site.startResponder()
        acknowledged += try site.expectRecovery()
        try Ledger.check(acknowledged, in: site.tracker)
    }

    private static let maximumFloods = 10

    /// 300 bodies of nearly 1 MiB at once.
    private static func flood(_ site: Site) {
        let text = String(repeating: "x", count: 1_000_000)
        concurrently(300) { number in
            let id = "f100d000-0000-4000-8000-\(100_000_000_000 + number)"
            _ = try? site.client().post(
                "/api/v2/track/click", #"{"clickId":"\#(id)","campaignId":42,"text":"\#(text)"}"#)
        }
    }
}

extension Command {
    /// The same command, started by a shell that has done this before.
    fileprivate func limited(_ preparation: String) -> Command {
        Command(
            "/bin/sh", ["-c", "\(preparation); exec \"$0\" \"$@\"", program] + arguments,
            environment: environment)
    }
}
