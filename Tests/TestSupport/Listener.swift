/// The ways in which the responder comes by its listening socket.
package enum Listener: String, CaseIterable, Sendable, CustomStringConvertible {
    /// It opens the socket itself.
    case responder = "its own socket"
    /// It finds the socket as descriptor 0 (FastCGI specification, section 2.2).
    case spawner = "descriptor 0, from spawn-fcgi"
    /// It finds the socket as descriptor 3 (sd_listen_fds(3)).
    case systemd = "descriptor 3, as from systemd"
    /// It finds two sockets: as descriptor 3, and as descriptor 4 one that has `.other` behind its path.
    case systemdTwice = "descriptors 3 and 4, as from systemd"
    /// As `spawner`, by a shell that keeps the socket and starts a new responder whenever one ends. It writes
    /// the number of the running one to the socket's path with `.pid` behind it.
    case supervisor = "descriptor 0, from a supervisor that keeps it"

    package var description: String { rawValue }

    package func command(socket: String, database: String, options: [String] = []) -> Command {
        let serve = ["serve", "--database", database] + options
        switch self {
        case .responder:
            return Command(Repository.program, serve + ["--listen", "unix:\(socket)"])
        case .spawner:
            return Command(Self.spawnFCGI, ["-n", "-s", socket, "--", Repository.program] + serve)
        case .systemd:
            let move = "LISTEN_FDS=${LISTEN_FDS:-1} LISTEN_PID=$$ exec \"$0\" \"$@\" 3<&0 0</dev/null"
            return Command(
                Self.spawnFCGI, ["-n", "-s", socket, "--", "/bin/sh", "-c", move, Repository.program] + serve)
        case .systemdTwice:
            let move = """
                exec 4<&0 0</dev/null
                exec \(Self.spawnFCGI) -n -s '\(socket)' -- /bin/sh -c 'LISTEN_FDS=2 LISTEN_FDNAMES=web:other LISTEN_PID=$$ exec "$0" "$@" 3<&0 0</dev/null' "$0" "$@"
                """
            return Command(
                Self.spawnFCGI,
                ["-n", "-s", socket + ".other", "--", "/bin/sh", "-c", move, Repository.program] + serve)
        case .supervisor:
            let keep = """
                exec 4<&0
                trap 'kill $!; wait; exit' TERM
                while :; do
                    "$0" "$@" 0<&4 4<&- &
                    echo $! >'\(socket).pid'
                    wait $!
                done
                """
            return Command(
                Self.spawnFCGI, ["-n", "-s", socket, "--", "/bin/sh", "-c", keep, Repository.program] + serve)
        }
    }

    private static let spawnFCGI = "/usr/bin/spawn-fcgi"
}
