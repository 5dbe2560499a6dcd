import Foundation
import Testing

extension Trait where Self == ConditionTrait {
    /// Runs only where the servers and clients of an installation are, as `make test` installs them.
    static var needsInstalledServers: Self {
        let programs = [
            "/usr/sbin/nginx", "/usr/sbin/apache2", "/usr/sbin/lighttpd", "/usr/bin/caddy",
            "/usr/bin/curl", "/usr/bin/openssl", PHPProgram.path, "/usr/bin/spawn-fcgi", "/usr/bin/sqlite3",
        ]
        let missing = programs.filter { !FileManager.default.isExecutableFile(atPath: $0) }
        return .enabled(if: missing.isEmpty, "not installed: \(missing.joined(separator: ", "))")
    }
}
