import Foundation
import TestSupport

/// What `--experimental-dump-help` prints, as far as it is needed.
struct CommandHelp: Decodable {
    private struct Document: Decodable {
        let command: CommandHelp
    }

    private let commandName: String
    private let subcommands: [CommandHelp]?

    /// The words that lead to each command that does something, as the program itself says.
    static func everyCommand() throws -> [[String]] {
        let help = try Command(Repository.program, ["--experimental-dump-help"]).run().output
        let document = try JSONDecoder().decode(Document.self, from: Data(help.utf8))
        let commands = document.command.leaves.map { Array($0.dropFirst()) }.filter { $0 != ["help"] }
        guard commands.count > 15 else { throw Unexpected("too few commands: \(commands)") }
        return commands
    }

    /// The names that lead to each command without subcommands.
    private var leaves: [[String]] {
        guard let subcommands, !subcommands.isEmpty else { return [[commandName]] }
        return subcommands.flatMap(\.leaves).map { [commandName] + $0 }
    }
}
