import TestSupport
import TestTraits
import Testing

/// The grid of expenses in a real browser: what its script makes of pasted cells.
@Suite(.ownThread, .needsInstalledServers, .needsBrowserChecks, .timeLimit(.minutes(30)))
struct DashboardGridTests {
    @Test func pastedCellsThatDoNotFitAreTold() throws {
        try BrowserCheck(of: Site()).run("grid")
    }
}
