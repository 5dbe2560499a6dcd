import Foundation

/// How Apache (event MPM) is started with the files of `conf/apache`.
enum Apache {
    static let program = "/usr/sbin/apache2"
    private static let modules = "/usr/lib/apache2/modules"

    static func command(_ kind: WebServer.Kind, _ settings: WebServer.Settings) throws -> Command {
        let folder = settings.folder
        try shippedFile(kind, settings)
            .write(toFile: "\(folder)/landing-tracker.conf", atomically: true, encoding: .utf8)
        try configuration(kind, settings).write(
            toFile: "\(folder)/httpd.conf", atomically: true, encoding: .utf8)
        if kind.startsProgram { try writeWrapper(settings) }
        return Command(
            program, ["-f", "\(folder)/httpd.conf", "-E", "\(folder)/server.log", "-DFOREGROUND"],
            environment: ["APACHE_LOG_DIR": folder, "TMPDIR": settings.spool])
    }

    private static func shippedFile(_ kind: WebServer.Kind, _ settings: WebServer.Settings) throws -> String {
        let name = kind == .apacheProxy ? "landing-tracker.conf" : "landing-tracker-fcgid.conf"
        var text = try Repository.configuration(
            "apache/\(name)",
            replacing: [
                "/run/landing-tracker/fcgi.sock": settings.socket,
                "/usr/lib/cgi-bin": "\(settings.folder)/cgi-bin",
            ])
        if !settings.prefix.isEmpty {
            text = text.replacingOccurrences(of: "_API /", with: "_API \(settings.prefix)/")
                .replacingOccurrences(of: "_DASHBOARD /", with: "_DASHBOARD \(settings.prefix)/")
                .replacingOccurrences(
                    of: "# SetEnv LANDING_TRACKER_PREFIX /tracker",
                    with: "SetEnv LANDING_TRACKER_PREFIX \(settings.prefix)")
        }
        text = settings.edited(text)
        switch kind {
        case .apacheCGI: return asPlainCGI(text, settings)
        case .apacheFastCGI: return text + variables("FcgidInitialEnv", settings)
        case .apacheProxy, .nginx, .lighttpd, .caddy: return text
        }
    }

    /// Apache passes on none of its own.
    private static func variables(_ directive: String, _ settings: WebServer.Settings) -> String {
        """

        \(directive) LANDING_TRACKER_DATABASE \(settings.database)
        \(directive) LANDING_TRACKER_SETTINGS /dev/null

        """
    }

    /// What the end of the file tells the administrator to do.
    private static func asPlainCGI(_ text: String, _ settings: WebServer.Settings) -> String {
        let lines = text.components(separatedBy: "\n").filter { !$0.hasPrefix("Fcgid") }
        return lines.joined(separator: "\n")
            .replacingOccurrences(of: "SetHandler fcgid-script", with: "SetHandler cgi-script")
            + variables("SetEnv", settings)
    }

    private static func writeWrapper(_ settings: WebServer.Settings) throws {
        let path = "\(settings.folder)/cgi-bin/landing-tracker"
        try FileManager.default.createDirectory(
            atPath: "\(settings.folder)/cgi-bin", withIntermediateDirectories: true)
        try "#!/bin/sh\nexec \(Repository.program) serve\n"
            .write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    /// The user is only used by root; group 0 then may use the socket and the folder of root.
    private static func configuration(_ kind: WebServer.Kind, _ settings: WebServer.Settings) -> String {
        let gateway =
            switch kind {
            case .apacheFastCGI:
                (
                    modules: ["fcgid"],
                    settings:
                        "FcgidIPCDir \(settings.folder)/fcgid\nFcgidProcessTableFile \(settings.folder)/fcgid.shm"
                )
            case .apacheCGI: (modules: ["cgid"], settings: "ScriptSock \(settings.folder)/cgid.sock")
            case .apacheProxy, .nginx, .lighttpd, .caddy: (modules: ["proxy", "proxy_fcgi"], settings: "")
            }
        let names =
            [
                "mpm_event", "authz_core", "authz_host", "alias", "env", "headers", "http2", "remoteip",
                "reqtimeout", "setenvif", "socache_shmcb", "ssl",
            ]
            + gateway.modules
        let loaded = names.map { "LoadModule \($0)_module \(modules)/mod_\($0).so" }
        return """
            ServerRoot \(settings.folder)
            ServerName localhost
            PidFile \(settings.folder)/server.pid
            ErrorLog \(settings.folder)/server.log
            \(loaded.joined(separator: "\n"))
            User www-data
            Group #0
            \(gateway.settings)
            DocumentRoot \(settings.folder)
            <Directory />
                Require all denied
            </Directory>
            # Where a test says that a request comes from.
            RemoteIPHeader X-Test-Address
            RemoteIPInternalProxy 127.0.0.1
            Listen 127.0.0.1:\(settings.ports.http)
            Listen 127.0.0.1:\(settings.ports.https)
            <VirtualHost *:\(settings.ports.http)>
                Include landing-tracker.conf
            </VirtualHost>
            <VirtualHost *:\(settings.ports.https)>
                Protocols h2 http/1.1
                SSLEngine on
                SSLCertificateFile \(settings.certificate)
                SSLCertificateKeyFile \(settings.key)
                Include landing-tracker.conf
            </VirtualHost>
            """
    }
}
