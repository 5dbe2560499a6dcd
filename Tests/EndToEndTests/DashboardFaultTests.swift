import Foundation
import TestSupport
import TestTraits
import Testing

/// Pages as axe-core and the Nu HTML checker see them: no violation of WCAG 2.2 A and AA, light or dark, and valid HTML.
@Suite(.ownThread, .needsInstalledServers, .needsBrowserChecks, .timeLimit(.minutes(30)))
struct DashboardFaultTests {
    @Test func mainPagesHaveNone() throws {
        try BrowserCheck(of: Site(filling: Self.withTraffic)).run("faults", ["--filled"])
    }

    @Test(.onlyInTestBrowser) func allPagesHaveNone() throws {
        try BrowserCheck(of: Site(filling: Self.withTraffic)).run("faults", ["--all", "--filled"])
    }

    @Test(.onlyInTestBrowser) func emptyPagesHaveNone() throws {
        try BrowserCheck(of: Site(filling: Self.withNothing)).run("faults", ["--all"])
    }

    /// Pictures of each page for `make screenshots`, which names the folder.
    @Test(.enabled(if: pictureFolder != nil, "only in `make screenshots`"))
    func noPageScrollsToTheSide() throws {
        let folder = try #require(Self.pictureFolder)
        let demo = try Site(filling: Self.withTraffic)
        try BrowserCheck(of: demo).run("pictures", ["--folder", "\(folder)/demo", "--filled"])
        let empty = try Site(filling: Self.withNothing)
        try BrowserCheck(of: empty).run("pictures", ["--folder", "\(folder)/empty"])
    }

    private static let pictureFolder = ProcessInfo.processInfo.environment["SCREENSHOTS"]

    /// What `make demo` has, but less of it.
    private static func withTraffic(_ tracker: Tracker) throws {
        let outcome = try Command(
            Repository.built("demo"), ["--database", tracker.database, "--journeys", "5000"]
        ).run()
        guard outcome.status == 0 else { throw Unexpected("demo: \(outcome.errors)") }
    }

    private static func withNothing(_ tracker: Tracker) throws {
        try tracker.output(["db", "init"])
    }
}
