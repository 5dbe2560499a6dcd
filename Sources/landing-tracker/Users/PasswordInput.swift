import Foundation

/// Where a password comes from; never an argument, which other users of the machine could read.
enum PasswordInput {
    /// The first line of standard input, without its line end.
    static func firstLine() throws(CommandFailure) -> String {
        guard let line = readLine(strippingNewline: true) else {
            throw CommandFailure("There is no password on standard input.", .usage)
        }
        return line
    }

    /// Asks at the terminal, without showing what is typed.
    static func askTwice(for name: String) throws(CommandFailure) -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            throw CommandFailure(
                "There is no terminal to ask for the password; use --password-stdin.", .usage)
        }
        let password = try ask("Password for \(name): ")
        guard try ask("Again: ") == password else {
            throw CommandFailure("The two passwords differ; nothing was changed.", .usage)
        }
        return password
    }

    private static func ask(_ prompt: String) throws(CommandFailure) -> String {
        FileHandle.standardError.write(Data(prompt.utf8))
        var shown = termios()
        tcgetattr(STDIN_FILENO, &shown)
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return try firstLine()
    }
}
