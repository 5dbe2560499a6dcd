import ArgumentParser
import Foundation
import JSON
import Storage
import Web

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
        let arguments = CommonOptions.movedBehindTheCommand(arguments)
        var command: any ParsableCommand
        do {
            command = try parseAsRoot(arguments)
        } catch {
            exit(parsing: arguments, failedWith: error)
        }
        do {
            try command.run()
            exit()
        } catch {
            if let failure = CommandFailure(error) { failure.exit() }
            // A group of subcommands shows its help.
            guard exitCode(for: error) != .success else { exit(withError: error) }
            CommandFailure("\(error)", .fault).exit()
        }
    }

    /// Shows help, or what is wrong with the arguments.
    private static func exit(parsing arguments: [String], failedWith error: any Error) -> Never {
        let code = exitCode(for: error)
        // Help and the like, in which nothing is from outside.
        guard code != .success else { exit(withError: error) }
        Output.printError(.lines(of: visibleMessage(parsing: arguments) ?? fullMessage(for: error)))
        if arguments.first == "serve" {
            var service = Service(makesDatabase: false)
            service.refuse(because: CommandFailure("The arguments are wrong.", .usage))
        }
        Foundation.exit(code.rawValue)
    }

    /// The message, which repeats arguments, with no line ends of theirs; nil when what is wrong is what is not visible.
    private static func visibleMessage(parsing arguments: [String]) -> String? {
        do {
            _ = try parseAsRoot(arguments.map(\.visible))
            return nil
        } catch {
            return exitCode(for: error) == .success ? nil : fullMessage(for: error)
        }
    }
}
