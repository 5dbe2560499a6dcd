import Testing

/// Texts reach SQLite by their length, in one of two ways, and what is printed passes through one function.
struct TextBindingTests {
    private static let sqlite = SourceFile.all.filter { $0.module == "SQLiteStorage" }
    private static let commands = SourceFile.all.filter { $0.module == "landing-tracker" }

    /// Swift prefers these interpolations of a text to GRDB's, whatever the file.
    @Test func interpolationsOfTextsAreOurs() throws {
        let file = try #require(Self.sqlite.first { $0.path.hasSuffix("SQLite/SQLInterpolation+Text.swift") })
        for type in ["String", "String?", "Substring"] {
            #expect(file.code.contains("mutating func appendInterpolation(_ text: \(type))"))
        }
    }

    /// GRDB's arguments are bound up to the first NUL; numbers and bytes have none.
    @Test(arguments: sqlite)
    func argumentsAreNoTexts(_ file: SourceFile) {
        for list in file.code.matches(of: /arguments: \[([^\[\]]*)\]/).map(\.output.1) {
            for argument in list.split(separator: ",").map({ $0.trimming(while: \.isWhitespace) })
            where !argument.hasPrefix("Data(") && !argument.contains(".map { Data($0") {
                #expect(argument.wholeMatch(of: Self.text) == nil, "\(argument)")
            }
        }
    }

    /// So that the test above finds what it looks for.
    @Test func textsAmongArgumentsAreFound() {
        let found = ["name", "campaign.settings.name", "currency.rawValue", #""accept""#, "passwordHash"]
        for argument in found { #expect(argument.wholeMatch(of: Self.text) != nil, "\(argument)") }
        for argument in ["campaign.number", "limit", "start"] {
            #expect(argument.wholeMatch(of: Self.text) == nil, "\(argument)")
        }
        #expect(Self.sqlite.contains { $0.code.contains(/arguments: \[([^\[\]]*)\]/) })
    }

    /// What ends as a text's name does.
    private static var text: Regex<Substring> {
        /.*(?i:name|text|json|code|hash|rawValue|parameter|value|description|")/
    }

    @Test(arguments: sqlite.filter { $0.path != "SQLiteStorage/SQLite/PreparedStatement.swift" })
    func textsAreBoundInOnePlace(_ file: SourceFile) {
        for word in ["sqlite3_bind_text", "sqlite3_column_text", "StatementArguments(["] {
            #expect(!file.code.contains(word), "\(word)")
        }
    }

    @Test(arguments: commands.filter { !["landing-tracker/Output.swift", passwords].contains($0.path) })
    func onlyOutputWrites(_ file: SourceFile) {
        for word in ["FileHandle.standardOutput", "FileHandle.standardError", " print(", "fputs("] {
            #expect(!file.code.contains(word), "\(word)")
        }
    }

    private static let passwords = "landing-tracker/Users/PasswordInput.swift"
}

extension Substring {
    fileprivate func trimming(while isTrimmed: (Character) -> Bool) -> String {
        String(drop(while: isTrimmed).reversed().drop(while: isTrimmed).reversed())
    }
}
