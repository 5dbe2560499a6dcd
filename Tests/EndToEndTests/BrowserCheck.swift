import Foundation
import TestSupport
import Testing

/// The checks of `Tests/Browser`: programs in Python that drive the installed browser.
struct BrowserCheck {
    /// Where `make test` has put it, by an environment variable that `.make/test` sets.
    fileprivate static let python = ProcessInfo.processInfo.environment["BROWSER_PYTHON"] ?? ""

    private let site: Site
    private let password = "a long secret"

    /// A user is added to the site.
    init(of site: Site) throws {
        self.site = site
        _ = try site.tracker.addUser("anna", password: password)
    }

    /// Runs a check to its end; what it finds is a failure of the test.
    func run(_ name: String, _ arguments: [String] = []) throws {
        let always = ["--url", site.web.url, "--user", "anna", "--password", password]
        let outcome = try Command(
            // Nothing is written beside the sources.
            Self.python, ["-B", "\(Repository.root)/Tests/Browser", name] + always + arguments
        ).run()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(site.process?.logText.contains(" error ") == false)
    }
}

extension Trait where Self == ConditionTrait {
    /// Runs only where browser and checks are, as `make test` installs them.
    static var needsBrowserChecks: Self {
        .enabled(
            if: [BrowserCheck.python, Browser.program].allSatisfy(
                FileManager.default.isExecutableFile(atPath:)),
            "BROWSER_PYTHON does not name the installed program, or there is no browser; make test sees to both"
        )
    }

    /// Runs only in `make test-browser`.
    static var onlyInTestBrowser: Self {
        .enabled(
            if: ProcessInfo.processInfo.environment["BROWSER_CHECKS"] == "all", "one of `make test-browser`")
    }
}
