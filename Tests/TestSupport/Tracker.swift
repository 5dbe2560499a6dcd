import Foundation

/// The built program, working on one database.
package struct Tracker: Sendable {
    package let database: String
    private let program: String

    package init(database: String, program: String = Repository.program) {
        self.database = database
        self.program = program
    }

    /// A subcommand, not yet started.
    package func command(_ arguments: [String]) -> Command {
        Command(program, arguments + ["--database", database])
    }

    /// Runs a subcommand to its end, with this as its standard input.
    package func run(_ arguments: [String], input: String = "") throws -> Command.Outcome {
        let folder = try TemporaryFolder()
        try input.write(toFile: folder.path("input"), atomically: true, encoding: .utf8)
        var command = command(arguments)
        command.input = folder.path("input")
        return try command.run()
    }

    /// What a subcommand prints; it must succeed.
    @discardableResult
    package func output(_ arguments: [String], input: String = "") throws -> String {
        let outcome = try run(arguments, input: input)
        guard outcome.status == 0 else {
            throw Unexpected("landing-tracker \(arguments): exit \(outcome.status)\n\(outcome.errors)")
        }
        return outcome.output
    }

    /// Adds a campaign as the documentation's examples have it: ten dollars for `status=approved`.
    package func addSampleCampaign(_ number: Int = 42) throws {
        try output([
            "campaign", "add", "--id", "\(number)", "--name", "LatAm Ring Campaign", "--cost-model", "cpa",
            "--cost-value", "10.00", "--currency", "usd", "--status-parameter", "status",
            "--map", "approved=accept", "--map", "hold=expect", "--map", "rejected=reject",
            "--map", "trash=trash",
        ])
    }

    /// A login with which a person may do everything.
    package func addUser(_ name: String, password: String) throws -> Login {
        try output(["user", "add", name, "--password-stdin"], input: password + "\n")
        return Login(user: name, password: password)
    }

    /// A login with which a program may do everything, or with `isReadOnly` look at everything.
    package func addToken(_ name: String = "program", isReadOnly: Bool = false) throws -> Login {
        let flags = isReadOnly ? ["--read-only"] : []
        let token = try output(["token", "add", name] + flags)
        return Login(token: String(token.dropLast()))
    }

    /// A journey as `journey --json` prints it.
    package func journey(_ clickID: String) throws -> JourneyDocument {
        try JSONDecoder().decode(JourneyDocument.self, from: Data(journeyJSON(clickID).utf8))
    }

    package func journeyJSON(_ clickID: String) throws -> String {
        try output(["journey", clickID, "--json"])
    }

    /// The lines that sqlite3(1) prints for a query, so that it is not the program itself that says what is on disk.
    package func rows(_ query: String) throws -> [String] {
        let outcome = try Command(
            "/usr/bin/sqlite3", ["-readonly", "-cmd", ".timeout 10000", database, query]
        ).run()
        guard outcome.status == 0 else { throw Unexpected("sqlite3: \(outcome.errors)") }
        return outcome.output.split(separator: "\n").map(String.init)
    }
}
