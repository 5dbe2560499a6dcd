import Foundation
import Glibc
import TestSupport

/// What one would write instead: `click.php`, run by eight processes of php-fpm.
struct PHPResponder: Responder {
    /// `FULL` or `NORMAL`, of SQLite.
    let synchronous: String

    static let script = BenchmarkFiles.source("php/click.php")

    var eventCountQuery: String? { "SELECT count(*) FROM click" }

    func prepare(_ place: ResponderPlace) throws {
        try Command("/usr/bin/sqlite3", [place.database, ".read \(BenchmarkFiles.source("php/schema.sql"))"])
            .runSuccessfully()
    }

    func command(_ place: ResponderPlace) throws -> Command {
        let file = place.folder.path("php-fpm.conf")
        try pool(place).write(toFile: file, atomically: true, encoding: .utf8)
        return Command(
            try Self.program(),
            ["--nodaemonize", "--fpm-config", file] + (Self.isRoot ? ["--allow-to-run-as-root"] : []))
    }

    private func pool(_ place: ResponderPlace) -> String {
        """
        [global]
        error_log = \(place.folder.path("php-fpm.log"))
        [click]
        listen = \(place.socket)
        listen.backlog = 4096
        pm = static
        pm.max_children = 8
        env[DATABASE] = \(place.database)
        env[SYNCHRONOUS] = \(synchronous)
        \(Self.isRoot ? "user = root\ngroup = root" : "")
        """
    }

    private static var isRoot: Bool { geteuid() == 0 }

    /// Debian puts the version into the name.
    private static func program() throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: "/usr/sbin")
        guard let name = names.filter({ $0.hasPrefix("php-fpm") }).max() else {
            throw Unexpected("php-fpm is not installed")
        }
        return "/usr/sbin/\(name)"
    }
}
