import Foundation

/// How lighttpd is started with the files of `conf/lighttpd`.
package enum Lighttpd {
    package static let program = "/usr/sbin/lighttpd"
    /// What the manual says of server.http-parseopts.
    package static let anyQueryPasses =
        #""url-ctrls-reject" => "disable", "url-invalid-utf8-reject" => "disable","#

    static func command(_ settings: WebServer.Settings) throws -> Command {
        let folder = settings.folder
        let text = try Repository.configuration(
            "lighttpd/landing-tracker.conf",
            replacing: [
                "/run/landing-tracker/fcgi.sock": settings.socket, "/var/log/lighttpd": folder,
                "/etc/lighttpd/landing-tracker-answers": "\(Repository.root)/conf/lighttpd/answers",
                "var.landing_tracker_prefix = \"\"": "var.landing_tracker_prefix = \"\(settings.prefix)\"",
            ])
        try settings.edited(text)
            .write(toFile: "\(folder)/landing-tracker.conf", atomically: true, encoding: .utf8)
        try "owner".write(toFile: "\(folder)/owner-404.html", atomically: true, encoding: .utf8)
        let file = "\(folder)/lighttpd.conf"
        try configuration(settings).write(toFile: file, atomically: true, encoding: .utf8)
        return Command(program, ["-D", "-f", file])
    }

    /// With what Debian has in /etc/lighttpd/lighttpd.conf, but for the user, and for what the manual changes there.
    private static func configuration(_ settings: WebServer.Settings) -> String {
        """
        server.modules = (
            "mod_access", "mod_alias", "mod_extforward", "mod_setenv", "mod_fastcgi", "mod_accesslog",
            "mod_openssl",
        )
        server.document-root = "\(settings.folder)/pages"
        server.upload-dirs = ( "\(settings.spool)" )
        server.errorlog = "\(settings.folder)/server.log"
        server.pid-file = "\(settings.folder)/server.pid"
        # What is nobody's is the owner's.
        server.errorfile-prefix = "\(settings.folder)/owner-"
        server.feature-flags += ( "server.h2proto" => "enable", "server.h2c" => "enable" )
        server.http-parseopts = (
            "header-strict" => "enable", "host-strict" => "enable", "host-normalize" => "enable",
            "url-normalize-unreserved" => "enable", "url-normalize-required" => "enable",
            \(anyQueryPasses)
            "url-path-2f-decode" => "enable", "url-path-dotseg-remove" => "enable",
        )
        server.bind = "127.0.0.1"
        server.port = \(settings.ports.http)
        $SERVER["socket"] == "127.0.0.1:\(settings.ports.https)" {
            ssl.engine = "enable"
            ssl.pemfile = "\(settings.certificate)"
            ssl.privkey = "\(settings.key)"
        }
        include "landing-tracker.conf"
        """
    }
}
