import Foundation

/// Where a password comes from; never an argument, which other users of the machine could read.
enum PasswordInput {
    /// The first line of standard input byte for byte, without its line end.
    static func firstLine() throws(CommandFailure) -> [UInt8] {
        var line: [UInt8] = []
        while let byte = try? FileHandle.standardInput.read(upToCount: 1)?.first {
            if byte == UInt8(ascii: "\n") { return line.last == UInt8(ascii: "\r") ? line.dropLast() : line }
            line.append(byte)
        }
        guard !line.isEmpty else {
            throw CommandFailure("There is no password on standard input.", .usage)
        }
        return line
    }

    /// Asks at the terminal, without showing what is typed.
    static func askTwice(for name: String) throws(CommandFailure) -> [UInt8] {
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

    /// Hides before it asks, so that what is typed at once is neither shown nor lost.
    private static func ask(_ prompt: VisibleText) throws(CommandFailure) -> [UInt8] {
        var shown = termios()
        tcgetattr(STDIN_FILENO, &shown)
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSANOW, &shown)
            say("\n")
        }
        say(prompt)
        return try firstLine()
    }

    private static func say(_ text: VisibleText) {
        try? FileHandle.standardError.write(contentsOf: Data(text.description.utf8))
    }
}
