import Foundation
import Glibc

/// How nginx is started with the files of `conf/nginx`.
package enum Nginx {
    static let program = "/usr/sbin/nginx"

    static func command(_ settings: WebServer.Settings) throws -> Command {
        let folder = settings.folder
        let places = ["/run/landing-tracker/fcgi.sock": settings.socket, "/var/log/nginx": folder]
        for name in ["landing-tracker-http.conf", "landing-tracker.conf"] {
            let text = try Repository.configuration("nginx/\(name)", replacing: places)
            try settings.edited(withPrefix(settings.prefix, text))
                .write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
        let parameters = try String(contentsOfFile: "/etc/nginx/fastcgi_params", encoding: .utf8)
        try parameters.write(toFile: "\(folder)/fastcgi_params", atomically: true, encoding: .utf8)
        try configuration(settings).write(toFile: "\(folder)/nginx.conf", atomically: true, encoding: .utf8)
        return Command(
            program, ["-p", folder, "-e", "\(folder)/server.log", "-c", "\(folder)/nginx.conf"])
    }

    /// What the file itself tells the administrator to do.
    package static func withPrefix(_ prefix: String, _ text: String) -> String {
        guard !prefix.isEmpty else { return text }
        return text.replacingOccurrences(
            of: "set $landing_tracker_prefix \"\";", with: "set $landing_tracker_prefix \"\(prefix)\";"
        ).replacingOccurrences(of: "location ^~ /", with: "location ^~ \(prefix)/")
            .replacingOccurrences(of: "location = /", with: "location = \(prefix)/")
    }

    /// As root the workers stay root, because the socket and the folder belong to who runs the tests.
    private static func configuration(_ settings: WebServer.Settings) -> String {
        """
        \(geteuid() == 0 ? "user root root;" : "")
        daemon off;
        pid \(settings.folder)/server.pid;
        error_log \(settings.folder)/server.log;
        worker_processes 2;
        events { worker_connections 1024; }
        http {
            access_log off;
            client_body_temp_path \(settings.spool);
            proxy_temp_path \(settings.folder)/proxy;
            fastcgi_temp_path \(settings.folder)/fastcgi;
            uwsgi_temp_path \(settings.folder)/uwsgi;
            scgi_temp_path \(settings.folder)/scgi;
            # Where a test says that a request comes from.
            set_real_ip_from 127.0.0.1;
            real_ip_header X-Test-Address;
            include landing-tracker-http.conf;
            server {
                listen 127.0.0.1:\(settings.ports.http);
                listen 127.0.0.1:\(settings.ports.https) ssl http2;
                ssl_certificate \(settings.certificate);
                ssl_certificate_key \(settings.key);
                include landing-tracker.conf;
            }
        }
        """
    }
}
