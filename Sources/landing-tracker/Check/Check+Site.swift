import Probes

extension Check {
    /// Whether a tracker answers through the web server.
    func check(_ site: WebSite) throws -> VisibleText {
        let answer: TrackerAnswer
        do throws(ProbeFailure) {
            answer = try TrackerAnswer(WebProbe(site).get)
        } catch {
            throw failure(of: site, error)
        }
        switch answer {
        case .healthy: return "healthy"
        case .ill(let reason):
            throw CheckFailure(
                "A tracker answers, and is not healthy: \(reason ?? "why, it tells who is on its machine").",
                status: .tryAgain)
        case .other(let answer): throw failure(of: site, answer)
        }
    }

    private func failure(of site: WebSite, _ answer: ProbeAnswer) -> CheckFailure {
        switch answer.status {
        case 200:
            CheckFailure(
                "Another program answers there.",
                cure: """
                    See which server block, or virtual host, has that name, and that it includes the shipped file.
                    """)
        case 301, 302, 303, 307, 308:
            CheckFailure(
                "The web server redirects to \(answer[header: "location"] ?? "another place").",
                cure: "Give the URL that it leads to.")
        case 401, 403:
            CheckFailure(
                "The web server refuses (\(answer.status)).",
                cure: "Let everybody ask for \(site.prefix)/api/v2/, which has its own logins.")
        case 404:
            CheckFailure(
                "The web server knows no \(site.prefix)/api/v2/live (404).",
                cure: "Include the shipped file in the server block of \(site.host), and mind the prefix.")
        case 502, 503, 504:
            CheckFailure(
                "The web server has no answer from the tracker (\(answer.status)).",
                cure: """
                    The line `listen` says whether it answers; --web-user whether the web server's user may connect; the \
                    web server's error log what it has met.
                    """)
        default:
            CheckFailure("The web server answers \(answer.status).", cure: "See its error log.")
        }
    }

    private func failure(of site: WebSite, _ failure: ProbeFailure) -> CheckFailure {
        let place = "\(site.host):\(site.port)"
        return switch failure {
        case .refused, .missing, .crowded:
            CheckFailure(
                "Nobody takes connections at \(place).",
                cure: "Start the web server, or see where it listens.")
        case .unknownHost(let reason):
            CheckFailure("The name \(site.host) leads nowhere: \(reason).", cure: "See the name, and DNS.")
        case .untrusted(let reason):
            CheckFailure(
                "Nobody would trust the certificate: \(reason).",
                cure: """
                    See the certificate of the server block, with those between it and the root, and the name.
                    """)
        case .unencrypted:
            CheckFailure("No TLS is spoken at \(place).", cure: "See the port; http:// asks without TLS.")
        case .silent:
            CheckFailure("No answer comes from \(place) in time.", cure: "See firewall and web server.")
        case .closed: CheckFailure("The connection to \(place) was ended without an answer.")
        case .otherProtocol: CheckFailure("What answers at \(place) speaks no HTTP/1.1.")
        case .denied: CheckFailure("The system lets nobody connect to \(place).")
        case .failed(let reason): CheckFailure("\(place) cannot be asked: \(reason).")
        }
    }
}
