import Foundation
import Glibc
import TestSupport

extension WebServerSettings {
    func nginxCommand() throws -> Command {
        let file = folder.path("nginx.conf")
        try nginxText.write(toFile: file, atomically: true, encoding: .utf8)
        return Command("/usr/sbin/nginx", ["-p", folder.path, "-e", errorLog, "-c", file])
    }

    /// Buffers, limits, parameters and kept connections are those of conf/nginx, with what a login needs for the
    /// reports beside the clicks; the log is shorter, and is counted.
    private var nginxText: String {
        """
        \(geteuid() == 0 ? "user root root;" : "")
        daemon off;
        pid \(processFile);
        error_log \(errorLog);
        worker_processes auto;
        worker_rlimit_nofile 8192;
        events { worker_connections 4096; }
        http {
            log_format status '$status';
            access_log \(statusLog) status buffer=64k;
            client_body_temp_path \(folder.path("body"));
            proxy_temp_path \(folder.path("proxy"));
            fastcgi_temp_path \(folder.path("fastcgi"));
            uwsgi_temp_path \(folder.path("uwsgi"));
            scgi_temp_path \(folder.path("scgi"));
            keepalive_requests 1000000;
            client_max_body_size 1m;
            client_body_buffer_size 1m;
            upstream responder {
                server unix:\(place.socket);
                \(isKept ? "keepalive 128; keepalive_requests 100000;" : "")
            }
            server {
                listen 127.0.0.1:\(ports.http);
                listen 127.0.0.1:\(ports.https) ssl;
                ssl_certificate \(place.files.certificate);
                ssl_certificate_key \(place.files.key);
                ssl_protocols TLSv1.3;
                location / {
                    \(answer)
                }
            }
        }
        """
    }

    private var isKept: Bool {
        switch backend {
        case .responder(let isKept): isKept
        case .itself, .php: false
        }
    }

    private var answer: String {
        switch backend {
        case .itself: "return 201;"
        case .responder: fastCGI
        case .php(let script): "\(fastCGI)\n            fastcgi_param SCRIPT_FILENAME \(script);"
        }
    }

    private var fastCGI: String {
        """
        fastcgi_pass responder;
        fastcgi_pass_request_headers off;
        fastcgi_param REQUEST_METHOD $request_method;
        fastcgi_param REQUEST_URI $request_uri;
        fastcgi_param QUERY_STRING $query_string;
        fastcgi_param CONTENT_TYPE $content_type if_not_empty;
        fastcgi_param CONTENT_LENGTH $content_length if_not_empty;
        fastcgi_param REMOTE_ADDR $remote_addr;
        fastcgi_param HTTP_AUTHORIZATION $http_authorization if_not_empty;
        fastcgi_param HTTP_COOKIE $http_cookie if_not_empty;
        fastcgi_param HTTP_IF_NONE_MATCH $http_if_none_match if_not_empty;
        fastcgi_keep_conn \(isKept ? "on" : "off");
        fastcgi_ignore_client_abort on;
        """
    }
}
