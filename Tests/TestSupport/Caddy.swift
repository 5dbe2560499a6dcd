import Foundation

/// How Caddy is started with the file of `conf/caddy`.
enum Caddy {
    static let program = "/usr/bin/caddy"
    /// What it says once every port is bound.
    static let isThere = "serving initial configuration"

    static func command(_ settings: WebServer.Settings) throws -> Command {
        let folder = settings.folder
        let shipped = try Repository.configuration("caddy/landing-tracker.caddy", replacing: [:])
        try settings.edited(shipped)
            .replacingOccurrences(of: "/run/landing-tracker/fcgi.sock", with: settings.socket)
            .replacingOccurrences(of: "/var/log/caddy", with: folder)
            .replacingOccurrences(of: "{$LANDING_TRACKER_PREFIX}", with: settings.prefix)
            .write(toFile: "\(folder)/landing-tracker.caddy", atomically: true, encoding: .utf8)
        let file = "\(folder)/Caddyfile"
        try configuration(settings).write(toFile: file, atomically: true, encoding: .utf8)
        return Command(
            program, ["run", "--config", file],
            environment: ["HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder])
    }

    private static func configuration(_ settings: WebServer.Settings) -> String {
        """
        {
            admin off
            auto_https off
            http_port \(settings.ports.http)
            https_port \(settings.ports.https)
            servers {
                protocols h1 h2
            }
        }
        http://127.0.0.1 {
            bind 127.0.0.1
            import landing-tracker.caddy
            respond 404
        }
        https://127.0.0.1 {
            bind 127.0.0.1
            tls \(settings.certificate) \(settings.key)
            import landing-tracker.caddy
            respond 404
        }
        """
    }
}
