/// The options that every command has, of which `DatabaseOption` says what they mean.
enum CommonOptions {
    private static let names: Set = ["--database", "--instance", "--settings"]

    /// The parser wants them behind the subcommand; people write `landing-tracker --instance acme campaign list`, too.
    static func movedBehindTheCommand(_ arguments: [String]) -> [String] {
        var rest = arguments[...]
        var leading: [String] = []
        while let count = rest.first.flatMap(wordCount), rest.count > count {
            leading += rest.prefix(count)
            rest = rest.dropFirst(count)
        }
        // What stands behind `--` are no options.
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return rest[..<end] + leading + rest[end...]
    }

    /// How many words such an option has with its value; nil for any other word.
    private static func wordCount(_ word: String) -> Int? {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, names.contains(String(name)) else { return nil }
        return parts.count == 2 ? 1 : 2
    }
}
