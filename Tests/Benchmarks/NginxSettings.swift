import Foundation
import Glibc
import TestSupport

/// A web server with one location for each target; those with a responder differ only in how it is reached.
struct NginxSettings {
    let folder: TemporaryFolder
    let port: UInt16

    func command() throws -> Command {
        let file = folder.path("nginx.conf")
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return Command(
            "/usr/sbin/nginx", ["-p", folder.path, "-e", folder.path("nginx-errors.log"), "-c", file])
    }

    /// Buffers, limits, parameters and kept connections are those of conf/nginx, with what a login needs for the
    /// reports beside the clicks; the log is shorter, and is counted.
    private var text: String {
        """
        \(geteuid() == 0 ? "user root root;" : "")
        daemon off;
        pid \(folder.path("nginx.pid"));
        error_log \(folder.path("nginx-errors.log"));
        worker_processes auto;
        events { worker_connections 4096; }
        http {
            log_format status '$status';
            access_log off;
            client_body_temp_path \(folder.path("body"));
            proxy_temp_path \(folder.path("proxy"));
            fastcgi_temp_path \(folder.path("fastcgi"));
            uwsgi_temp_path \(folder.path("uwsgi"));
            scgi_temp_path \(folder.path("scgi"));
            keepalive_requests 1000000;
            client_max_body_size 1m;
            client_body_buffer_size 1m;
            upstream kept { server unix:\(folder.path("tracker.sock")); keepalive 128; keepalive_requests 100000; }
            upstream unkept { server unix:\(folder.path("tracker.sock")); }
            upstream nothing { server unix:\(folder.path("nothing.sock")); }
            server {
                listen 127.0.0.1:\(port);
                location /nginx/ { return 201; }
                \(location(.nothing))
                \(location(.kept))
                \(location(.unkept))
            }
        }
        """
    }

    private func location(_ target: Target) -> String {
        """
        location /\(target.rawValue)/ {
            access_log \(folder.path("\(target.rawValue).status")) status buffer=64k;
            fastcgi_pass \(target.rawValue);
            fastcgi_pass_request_headers off;
            fastcgi_param REQUEST_METHOD $request_method;
            fastcgi_param REQUEST_URI $request_uri;
            fastcgi_param QUERY_STRING $query_string;
            fastcgi_param CONTENT_TYPE $content_type if_not_empty;
            fastcgi_param CONTENT_LENGTH $content_length if_not_empty;
            fastcgi_param REMOTE_ADDR $remote_addr;
            fastcgi_param HTTP_AUTHORIZATION $http_authorization if_not_empty;
            fastcgi_param LANDING_TRACKER_PREFIX /\(target.rawValue);
            fastcgi_keep_conn \(target == .kept ? "on" : "off");
            fastcgi_ignore_client_abort on;
        }
        """
    }
}
