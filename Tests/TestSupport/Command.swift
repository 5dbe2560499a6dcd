import Foundation

/// A program with its arguments, not yet started.
package struct Command: Sendable {
    package var program: String
    package var arguments: [String]
    /// Added to the environment of the tests.
    package var environment: [String: String] = [:]
    /// The file, or the terminal, that its standard input is.
    package var input = "/dev/null"

    package init(_ program: String, _ arguments: [String], environment: [String: String] = [:]) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
    }

    /// What a program has said, and how it ended.
    package struct Outcome: Sendable {
        /// The exit status, or minus the number of the signal that ended it.
        package let status: Int32
        package let output: String
        package let errors: String
    }

    /// Runs the program to its end.
    ///
    /// - Throws: `TimedOut`, after having killed it, when it does nothing any more.
    package func run() throws -> Outcome {
        let folder = try TemporaryFolder()
        let (output, errors) = (folder.path("output"), folder.path("errors"))
        let child = try ChildProcess(self, output: output, errors: errors)
        let status = try child.waitForExit()
        return Outcome(status: status, output: try text(of: output), errors: try text(of: errors))
    }

    private func text(of path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }
}
