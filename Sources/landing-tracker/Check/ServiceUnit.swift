import ArgumentParser
import Foundation

/// What systemd gives a service: its command and its environment.
struct ServiceUnit {
    let name: String
    /// As whom it runs.
    let userName: String
    private let command: [String]
    private let environment: [String: String]
    /// Whether there are more variables, in files.
    let hasEnvironmentFiles: Bool

    /// As systemd has loaded it, which starts nothing.
    ///
    /// - Returns: nil when it knows no such unit, or when there is no systemd.
    init?(named name: String) {
        let names = ["LoadState", "ExecStart", "Environment", "EnvironmentFiles", "User"]
        guard let properties = UnitProperties.show(names, of: [name])?.first, properties.isLoaded else {
            return nil
        }
        self.name = name
        command = Self.command(in: properties["ExecStart"])
        environment = Self.values(of: Self.words(in: properties["Environment"]))
        hasEnvironmentFiles = !properties["EnvironmentFiles"].isEmpty
        userName = properties["User"].isEmpty ? "root" : properties["User"]
    }

    /// The settings that the service has when it starts.
    ///
    /// - Throws: `CheckWarning` when it is started in another way than by `serve`; a `CommandFailure` for a wrong setting.
    func settings() throws -> Settings {
        guard command.dropFirst().first == "serve", let serve = try? Serve.parse(Array(command.dropFirst(2)))
        else {
            throw CheckWarning(
                message: "it does not start `landing-tracker serve` itself: \(command.joined(separator: " "))"
            )
        }
        return try serve.options.settings(in: environment)
    }

    /// `{ path=/usr/bin/x ; argv[]=/usr/bin/x serve ; ignore_errors=no ; ... }`, where systemd puts spaces between words
    /// and quotes none.
    private static func command(in text: String) -> [String] {
        guard let match = text.firstMatch(of: /argv\[\]=(.*?) ; ignore_errors=/) else { return [] }
        return match.output.1.split(separator: " ").map(String.init)
    }

    /// What stands behind the first `=` of each, by what stands before it.
    private static func values(of texts: [String]) -> [String: String] {
        texts.reduce(into: [:]) { values, text in
            guard let equals = text.firstIndex(of: "=") else { return }
            values[String(text[..<equals])] = String(text[text.index(after: equals)...])
        }
    }

    /// `A=1 "B=with a space"`: between spaces, but for those in quotes; what stands behind a `\` is meant as it is.
    private static func words(in text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var (isQuoted, isEscaped) = (false, false)
        for character in text {
            switch character {
            case _ where isEscaped:
                word.append(character)
                isEscaped = false
            case "\\": isEscaped = true
            case "\"": isQuoted.toggle()
            case " " where !isQuoted:
                words.append(word)
                word = ""
            default: word.append(character)
            }
        }
        return words + [word]
    }
}
