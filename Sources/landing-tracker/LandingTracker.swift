import ArgumentParser
import Foundation
import Tracker

/// The command line: one subcommand each for a server's life and an administrator's work.
struct LandingTracker: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "landing-tracker",
        abstract: "Records clicks, leads and postbacks of landing pages behind nginx or Apache.",
        discussion: """
            Exit codes: 0 done, 64 wrong use, 70 a fault of this program, 75 try again, 78 wrong configuration.
            """,
        version: Version.current,
        subcommands: [
            Serve.self, Check.self, CampaignCommand.self, JourneyCommand.self, ReportCommand.self,
            AttributeCommand.self, UserCommand.self, TokenCommand.self, DatabaseCommand.self,
        ])

    /// Runs the subcommand that the arguments name and ends the process with its exit code.
    static func run(_ arguments: [String]) -> Never {
        guard !arguments.isEmpty else {
            Output.printError(.lines(of: helpMessage()))
            Foundation.exit(ExitCode.validationFailure.rawValue)
        }
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
            exit()
        } catch {
            if let failure = CommandFailure(error) { failure.exit() }
            let code = exitCode(for: error)
            // Help and the like, in which nothing is from outside.
            guard code != .success else { exit(withError: error) }
            // What is wrong with the arguments, which repeats them.
            Output.printError(.lines(of: fullMessage(for: error)))
            Foundation.exit(code.rawValue)
        }
    }
}
