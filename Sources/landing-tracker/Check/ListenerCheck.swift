import FastCGI
import Foundation
import Probes

/// Whether a tracker answers where web servers are to ask it. It is asked only where that starts nothing.
struct ListenerCheck {
    private let address: ListenAddress
    private let service: ServiceUnit?
    private let unit: SocketUnit?
    private let isAnsweredElsewhere: Bool

    /// `isAnsweredElsewhere`: a tracker has answered through the web server, which may need nobody to listen.
    init(_ settings: Settings, service: ServiceUnit?, isAnsweredElsewhere: Bool) {
        address = settings.listen
        self.service = service
        unit = SocketUnit(listeningOn: address, of: settings.instance)
        self.isAnsweredElsewhere = isAnsweredElsewhere
    }

    func check() throws -> VisibleText {
        if let unit, unit.isListening { try requireStarted(unit) }
        if case .unix(let path) = address, let file = FileStatus(path.resolvedPath), file.kind != .socket {
            throw ListenError.notASocket(path: path)
        }
        let answer: TrackerAnswer
        do throws(ProbeFailure) {
            answer = try TrackerAnswer(FastCGIProbe(address).get)
        } catch {
            throw problem(of: error)
        }
        switch answer {
        case .healthy: return "a tracker answers, and is healthy"
        case .ill(let reason):
            throw CheckFailure(
                "A tracker answers, and is not healthy: \(reason ?? "it does not say why").",
                status: .tryAgain)
        case .other(let answer):
            throw CheckFailure(
                "Another FastCGI program answers (\(answer.status)).", cure: Self.otherProgram(at: address))
        }
    }

    /// - Throws: when whoever connects would start the service, or find nothing.
    private func requireStarted(_ unit: SocketUnit) throws {
        if case .unix(let path) = address, access(path, F_OK) != 0, errno == ENOENT {
            throw Self.lost(unit)
        }
        switch unit.serviceState {
        case "inactive":
            throw CheckWarning(
                message: """
                    \(unit.name) listens, and \(unit.service) is stopped: the next request starts it. It was not asked, since \
                    that would start it.
                    """, cure: "To start it now: `systemctl start \(unit.service)`.")
        case "":
            throw CheckWarning(
                message: """
                    \(unit.name) listens, and systemd does not say whether \(unit.service) runs. It was not asked, since that \
                    may start it.
                    """, cure: "See `systemctl status \(unit.service)`.")
        case "failed":
            throw CheckFailure(
                "\(unit.name) listens, and \(unit.service) has failed (\(unit.serviceResult)).",
                cure: """
                    `journalctl -u \(unit.service) -n 20` says why; then `systemctl start \(unit.service)`.
                    """)
        case "deactivating":
            throw CheckFailure(
                "\(unit.name) listens, and \(unit.service) is being stopped.", cure: "Look again.",
                status: .tryAgain)
        default: break
        }
    }

    /// Why there is no answer, and what to do.
    private func problem(of failure: ProbeFailure) -> any Error {
        switch failure {
        case .missing, .refused: nobody(failure)
        case .denied: denial
        case .crowded:
            CheckFailure(
                "Somebody listens and accepts no connection: those that wait fill the queue.", cure: hanging)
        case .silent: silence
        case .closed:
            CheckFailure(
                "The connection was ended without an answer: another program, or a tracker that has just stopped.",
                cure: "Look again.", status: .tryAgain)
        case .otherProtocol:
            CheckFailure(
                "Another program listens there: what it answers is no FastCGI.",
                cure: Self.otherProgram(at: address))
        case .unknownHost(let reason), .untrusted(let reason), .failed(let reason):
            CheckFailure("It cannot be asked: \(reason).")
        case .unencrypted: CheckFailure("It cannot be asked.")
        }
    }

    // MARK: Nobody

    private func nobody(_ failure: ProbeFailure) -> any Error {
        if let unit { return unit.isListening ? Self.lost(unit) : Self.stopped(unit) }
        guard !isAnsweredElsewhere else {
            return CheckWarning(
                message: """
                    Nobody listens, and the web server has an answer all the same, as with mod_fcgid and CGI.
                    """,
                cure: "--no-listen leaves this out.")
        }
        let cure: VisibleText =
            """
            Start the service (`landing-tracker serve`)\(dropInRemark). With mod_fcgid or CGI nobody listens: --no-listen.
            """
        switch address {
        case .unix(let path):
            let folder = (URL(fileURLWithPath: path).path as NSString).deletingLastPathComponent
            let remark: VisibleText =
                access(folder, F_OK) == 0
                ? (failure == .refused ? "; the file of the socket was left by somebody" : "")
                : "; there is no folder \(folder)"
            return CheckFailure("Nobody listens\(remark).", cure: cure)
        case .tcp(_, let port):
            if let denial = denialOfPort(port) { return denial }
            return CheckFailure("Nobody listens.", cure: cure)
        }
    }

    /// The shipped unit lets the program open no port.
    private var dropInRemark: VisibleText {
        guard case .tcp = address, service != nil else { return "" }
        return "; under systemd a port takes the drop-ins landing-tracker-tcp.*.conf"
    }

    private static func stopped(_ unit: SocketUnit) -> CheckFailure {
        let start: VisibleText = "systemctl start \(unit.name) \(unit.service)"
        guard unit.state == "failed" || unit.serviceState == "failed" else {
            return CheckFailure("Nobody listens: \(unit.name) is not started.", cure: "Run `\(start)`.")
        }
        return CheckFailure(
            "Nobody listens: \(unit.name) has failed, or its service.",
            cure: """
                `journalctl -u \(unit.name) -u \(unit.service) -n 20` says why; then \
                `systemctl reset-failed \(unit.name) \(unit.service)` and `\(start)`.
                """)
    }

    /// The service may have it, too, so that systemd makes no new file while that runs.
    private static func lost(_ unit: SocketUnit) -> CheckFailure {
        CheckFailure(
            "\(unit.name) listens, but the file of its socket is gone, or is another one.",
            cure: """
                Have systemd make it again: `systemctl stop \(unit.service) \(unit.name)`, then \
                `systemctl start \(unit.name) \(unit.service)`.
                """)
    }

    /// Below the first port that is free for all (ip(7)).
    private func denialOfPort(_ port: UInt16) -> CheckFailure? {
        let file = FileManager.default.contents(atPath: "/proc/sys/net/ipv4/ip_unprivileged_port_start")
        let text = String(decoding: file ?? Data(), as: UTF8.self)
        let firstFree = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 1024
        let user = service.flatMap { SystemUser(named: $0.userName) } ?? .current
        guard port < firstFree, user != .root else { return nil }
        return CheckFailure(
            "Nobody listens, and \(user) may not: port \(port) is for root, and who has CAP_NET_BIND_SERVICE.",
            cure: "Choose a port from \(firstFree) on, for the web server, too.")
    }

    // MARK: Somebody

    private var denial: CheckFailure {
        guard case .unix(let path) = address, let file = FileStatus(path.resolvedPath) else {
            return CheckFailure(
                "This is \(SystemUser.current), who may not connect.", cure: "Run this as root.")
        }
        return CheckFailure(
            "This is \(SystemUser.current), who may not connect: \(path) has \(file.rights).",
            cure: file.owner == .root ? "Run this as root." : "Run this as root, or as \(file.owner).")
    }

    private var silence: CheckFailure {
        let message: VisibleText = "Somebody listens, and does not answer within 2 s."
        guard let unit, unit.isListening, let settings = try? service?.settings(),
            settings.source(of: .listen) == .flag
        else { return CheckFailure(message, cure: hanging) }
        return CheckFailure(
            "\(message) \(unit.name) has the socket, and \(unit.service) listens on \(settings.listen).",
            cure: """
                Take `--listen` out of the service, which then takes the socket that it is given \
                (`systemctl cat \(unit.service)` shows where it stands).
                """)
    }

    private var hanging: VisibleText {
        guard let unit else { return "See which program it is, and whether it hangs." }
        return "See `systemctl status \(unit.service)`, and whether that is who should answer."
    }

    private static func otherProgram(at address: ListenAddress) -> VisibleText {
        switch address {
        case .unix(let path):
            "`ss -lxp src \(path)` says which, to root. Choose another path, for the web server, too."
        case .tcp(_, let port):
            "`ss -ltnp 'sport = :\(port)'` says which, to root. Choose another port, for the web server, too."
        }
    }
}
