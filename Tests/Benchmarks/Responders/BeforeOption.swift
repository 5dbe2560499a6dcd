import ArgumentParser
import Foundation

/// Another build to compare with.
struct BeforeOption: ParsableArguments {
    @Option(
        name: .customLong("before"),
        help: ArgumentHelp("Measure the landing-tracker of another build in turns.", valueName: "path"))
    var program: String?

    func validate() throws {
        guard let program, !FileManager.default.isExecutableFile(atPath: program) else { return }
        throw ValidationError("--before must be the path of a program.")
    }

    /// The scenarios, each of the tracker behind nginx followed by the same with the other build.
    func added(to scenarios: [Scenario]) -> [Scenario] {
        scenarios.flatMap { scenario in
            [scenario] + (scenario.isUsualProduct ? [self.scenario(scenario)].compactMap(\.self) : [])
        }
    }

    /// The same with the other build; nil when none was named.
    func scenario(_ scenario: Scenario) -> Scenario? {
        guard let program else { return nil }
        var earlier = scenario
        earlier.title = scenario.titleBefore
        earlier.responder = EarlierResponder(program: program)
        return earlier
    }
}

extension Scenario {
    /// Of the same with another build.
    var titleBefore: String { "before: \(title)" }

    fileprivate var isUsualProduct: Bool {
        isOfProduct && webServer == .nginx && isKept && !clients.usesTLS
    }
}
