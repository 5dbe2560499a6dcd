import Foundation
import TestSupport

extension WebServerSettings {
    private static let modules = "/usr/lib/apache2/modules"

    /// Includes conf/apache/landing-tracker.conf as it is, but for its socket and its log.
    func apacheCommand() throws -> Command {
        let places = [
            "/run/landing-tracker/fcgi.sock": place.socket,
            "CustomLog ${APACHE_LOG_DIR}/landing-tracker.access.log landing_tracker":
                "LogFormat %>s status\nCustomLog \(statusLog) status",
        ]
        try Repository.configuration("apache/landing-tracker.conf", replacing: places)
            .write(toFile: folder.path("landing-tracker.conf"), atomically: true, encoding: .utf8)
        let file = folder.path("httpd.conf")
        try apacheText.write(toFile: file, atomically: true, encoding: .utf8)
        return Command("/usr/sbin/apache2", ["-f", file, "-E", errorLog, "-DFOREGROUND"])
    }

    /// Group 0 is only used by root, and then may use the socket and the folder of root.
    ///
    /// Apache would close a client's connection after 100 requests, and whenever a process of it has more busy clients
    /// than threads, which clients see as errors. nginx does neither here, so each process has a thread for each of 64
    /// clients.
    private var apacheText: String {
        let names = [
            "mpm_event", "authz_core", "alias", "env", "headers", "reqtimeout", "setenvif", "socache_shmcb",
            "ssl", "proxy", "proxy_fcgi",
        ]
        let loaded = names.map { "LoadModule \($0)_module \(Self.modules)/mod_\($0).so" }
        return """
            ServerRoot \(folder.path)
            ServerName localhost
            PidFile \(processFile)
            ErrorLog \(errorLog)
            \(loaded.joined(separator: "\n"))
            User www-data
            Group #0
            DocumentRoot \(folder.path)
            BufferedLogs On
            MaxKeepAliveRequests 0
            StartServers 2
            ThreadsPerChild 64
            MaxRequestWorkers 128
            MinSpareThreads 1
            MaxSpareThreads 128
            <Directory />
                Require all denied
            </Directory>
            Listen 127.0.0.1:\(ports.http)
            Listen 127.0.0.1:\(ports.https)
            <VirtualHost *:\(ports.http)>
                Include landing-tracker.conf
            </VirtualHost>
            <VirtualHost *:\(ports.https)>
                SSLEngine on
                SSLCertificateFile \(place.files.certificate)
                SSLCertificateKeyFile \(place.files.key)
                SSLProtocol TLSv1.3
                Include landing-tracker.conf
            </VirtualHost>
            """
    }
}
