import Glibc
import TestSupport
import Testing

/// Who may log in.
extension CommandTests {
    @Test func usersAreAddedListedAndRemoved() throws {
        #expect(
            try tracker.output(["user", "add", "anna", "--password-stdin"], input: "long secret\nignored\n")
                == "Added user anna.\n")
        try tracker.output(["user", "add", "Борис", "--password-stdin"], input: "long secret\n")
        let list = try tracker.output(["user", "list"])
        #expect(list.contains("anna") && list.contains("Борис"))
        let names = try tracker.output(["user", "list", "--json"]).matches(of: /"name":"([^"]+)"/)
        #expect(names.map { String($0.output.1) } == ["anna", "Борис"])
        #expect(try tracker.output(["user", "remove", "anna"]) == "Removed user anna.\n")
        #expect(try !tracker.output(["user", "list"]).contains("anna"))

        let again = try tracker.run(["user", "remove", "anna"])
        #expect(again.status == 64)
        #expect(again.errors.contains("anna"))
    }

    @Test func takenNameIsRefusedUnlessItIsToBeReplaced() throws {
        let add = ["user", "add", "anna", "--password-stdin"]
        try tracker.output(add, input: "long secret\n")
        let hashes = try tracker.rows("SELECT password_hash FROM user")
        let refusal = try tracker.run(add, input: "another one\n")
        #expect(refusal.status == 64)
        #expect(refusal.errors.contains("anna"))
        #expect(try tracker.rows("SELECT password_hash FROM user") == hashes)
        try tracker.output(add + ["--replace"], input: "another one\n")
        #expect(try tracker.rows("SELECT password_hash FROM user") != hashes)
    }

    /// Nothing that could be read out of the file gives a login.
    @Test func secretsAreStoredAsHashes() throws {
        try tracker.output(["user", "add", "anna", "--password-stdin"], input: "long secret\n")
        let token = try tracker.output(["token", "add", "program"]).dropLast()
        let rows = try tracker.rows("SELECT password_hash FROM user UNION ALL SELECT hash FROM token")
        #expect(rows.first?.hasPrefix("$y$") == true, "yescrypt")
        #expect(rows.count == 2)
        #expect(!rows.contains { $0.contains("secret") || $0.contains(token.dropFirst(4)) })
    }

    @Test(arguments: [
        "", "\n", "\r\n", "\0\n", "long\0secret\n", "secrets\n", "пароль7\n",
        String(repeating: "x", count: 10_000),
    ])
    func unfitPasswordIsRefused(_ input: String) throws {
        let outcome = try tracker.run(["user", "add", "anna", "--password-stdin"], input: input)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("password"), "\(outcome.errors)")
        #expect(try tracker.run(["user", "list"]).output.contains("anna") == false)
        try tracker.output(["user", "add", "boris", "--password-stdin"], input: "long secret\n")
        let hash = try tracker.rows("SELECT password_hash FROM user")
        for replacing in [["passwd", "boris"], ["add", "boris", "--replace"]] {
            let outcome = try tracker.run(["user"] + replacing + ["--password-stdin"], input: input)
            #expect(outcome.status == 64)
            #expect(outcome.errors.contains("password"), "\(outcome.errors)")
        }
        #expect(try tracker.rows("SELECT password_hash FROM user") == hash)
    }

    @Test(arguments: ["eight888\n", "пароль78\n"])
    func eightCharactersAreEnough(_ input: String) throws {
        try tracker.output(["user", "add", "anna", "--password-stdin"], input: input)
    }

    @Test func passwordIsChanged() throws {
        try tracker.output(["user", "add", "anna", "--password-stdin"], input: "long secret\n")
        let hashes = try tracker.rows("SELECT password_hash FROM user")
        #expect(
            try tracker.output(["user", "passwd", "anna", "--password-stdin"], input: "long secret\n")
                == "Changed the password of anna.\n")
        #expect(try tracker.rows("SELECT password_hash FROM user") != hashes)
        let unknown = try tracker.run(
            ["user", "passwd", "boris", "--password-stdin"], input: "long secret\n")
        #expect(unknown.status == 64)
        #expect(unknown.errors.contains("no user boris"))
        let unasked = try tracker.run(["user", "passwd", "anna"], input: "long secret\n")
        #expect(unasked.status == 64)
        #expect(unasked.errors.contains("--password-stdin"))
    }

    @Test func userForReadingIsMadeAndChanged() throws {
        try tracker.output(
            ["user", "add", "anna", "--read-only", "--password-stdin"], input: "long secret\n")
        try tracker.output(["user", "add", "boris", "--password-stdin"], input: "long secret\n")
        let rights = { try tracker.rows("SELECT name || is_read_only FROM user ORDER BY name") }
        #expect(try rights() == ["anna1", "boris0"])
        let list = try tracker.output(["user", "list"])
        #expect(list.contains(/anna +read\b/) && list.contains(/boris +change\b/))
        #expect(try tracker.output(["user", "list", "--json"]).contains(#""name":"anna","readOnly":true"#))
        #expect(
            try tracker.output(["user", "edit", "anna", "--read-write"]) == "anna may change everything.\n")
        #expect(
            try tracker.output(["user", "edit", "boris", "--read-only"])
                == "boris may see everything and change nothing.\n")
        #expect(try rights() == ["anna0", "boris1"])
    }

    @Test(arguments: [
        ["edit", "nobody", "--read-only"], ["edit", "anna"], ["edit", "anna", "--read-only", "--read-write"],
        ["add", "anna", "--replace", "--read-only", "--password-stdin"],
    ])
    func unclearRightIsRefused(_ command: [String]) throws {
        try tracker.output(["user", "add", "anna", "--password-stdin"], input: "long secret\n")
        let before = try tracker.rows("SELECT name || is_read_only || password_hash FROM user")
        #expect(try tracker.run(["user"] + command, input: "another one\n").status == 64)
        #expect(try tracker.rows("SELECT name || is_read_only || password_hash FROM user") == before)
    }

    @Test func anotherPasswordEndsTheSessions() throws {
        try tracker.output(["user", "add", "anna", "--password-stdin"], input: "long secret\n")
        for command in [["passwd", "anna"], ["add", "anna", "--replace"]] {
            let session =
                "INSERT INTO session (hash, user_id, created_at, used_at) SELECT 'x', id, 1, 1 FROM user"
            #expect(try Command("/usr/bin/sqlite3", [tracker.database, session]).run().status == 0)
            try tracker.output(["user"] + command + ["--password-stdin"], input: "long secret\n")
            #expect(try tracker.rows("SELECT count(*) FROM session") == ["0"])
        }
    }

    @Test(arguments: [
        ("user", ""), ("user", "a:b"), ("user", "a\u{1B}[2J"), ("token", ""), ("token", "a\nb"),
    ])
    func unfitNameIsRefused(_ command: String, _ name: String) throws {
        let flags = command == "user" ? ["--password-stdin"] : []
        let outcome = try tracker.run([command, "add", name] + flags, input: "long secret\n")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("character"), "\(outcome.errors)")
    }

    @Test func passwordWithoutATerminalIsRefused() throws {
        let outcome = try tracker.run(["user", "add", "anna"], input: "long secret\n")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("--password-stdin"))
    }

    @Test func passwordIsAskedForTwiceAndNotShown() throws {
        let (terminal, child) = try startAsking()
        terminal.type("long secret")
        try waitUntil("it asks again") { child.logText.contains("Again:") }
        terminal.type("long secret")
        #expect(try child.waitForExit() == 0, "\(child.logText)")
        #expect(!terminal.shown().contains("secret"))
        #expect(try tracker.output(["user", "list"]).contains("anna"))
        terminal.type("visible")
        try waitUntil("what is typed is shown again") { terminal.shown().contains("visible") }
    }

    @Test func differentPasswordsAreRefused() throws {
        let (terminal, child) = try startAsking()
        terminal.type("long secret")
        try waitUntil("it asks again") { child.logText.contains("Again:") }
        terminal.type("Long secret")
        #expect(try child.waitForExit() == 64)
        #expect(child.logText.contains("differ"))
    }

    @Test func commandThatWaitsCanBeInterrupted() throws {
        let (terminal, child) = try startAsking()
        child.send(SIGINT)
        #expect(try child.waitForExit() == -SIGINT)
        withExtendedLifetime(terminal) {}
    }

    /// `user add` at a terminal, waiting for the password.
    private func startAsking() throws -> (Terminal, ChildProcess) {
        let terminal = try Terminal()
        var command = tracker.command(["user", "add", "anna"])
        command.input = terminal.path
        let child = try ChildProcess(
            command, output: folder.path("output"), errors: folder.path("errors"))
        try waitUntil("it asks") { child.logText.contains("Password for anna:") }
        return (terminal, child)
    }

    @Test func tokensAreShownOnceListedAndRemoved() throws {
        let token = try tracker.output(["token", "add", "program"])
        #expect(token.wholeMatch(of: /ltk_[A-Za-z0-9_-]{43}\n/) != nil)
        let reader = try tracker.output(["token", "add", "reader", "--read-only", "--json"])
        #expect(reader.hasPrefix(#"{"name":"reader","readOnly":true,"token":"ltk_"#))
        for list in [
            try tracker.output(["token", "list"]), try tracker.output(["token", "list", "--json"]),
        ] {
            #expect(list.contains("program") && list.contains("reader"))
            #expect(!list.contains("ltk_"))
        }
        let taken = try tracker.run(["token", "add", "reader"])
        #expect(taken.status == 64)
        #expect(taken.errors.contains("reader"))
        try tracker.output(["token", "remove", "reader"])
        #expect(try tracker.run(["token", "remove", "reader"]).status == 64)
    }
}
