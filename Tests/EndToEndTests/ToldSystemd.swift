import Foundation
import TestSupport

/// A `systemctl` that knows the units it is told of, and writes down what it is asked. It prints as systemd 252.
final class ToldSystemd {
    private let folder: TemporaryFolder

    /// Programs find it first.
    let environment: [String: String]

    init() throws {
        folder = try TemporaryFolder()
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        environment = ["PATH": "\(folder.path):\(path)"]
        try write(
            """
            #!/bin/sh
            cd '\(folder.path)' || exit 1
            echo "$@" >>calls
            shift 2
            for pattern; do
                found=
                for unit in $pattern; do
                    [ -f "$unit" ] && cat "$unit" && echo && found=1
                done
                [ "$found" ] || case $pattern in *'*'*) ;; *) echo "LoadState=not-found"; echo ;; esac
            done

            """)
    }

    /// One that does not answer.
    func hang() throws {
        try write("#!/bin/sh\nexec sleep 600\n")
    }

    /// A socket with its service, each as far as it has come.
    func add(
        socket: String = "landing-tracker.socket", at place: String, _ socketState: String,
        service: String = "landing-tracker.service", _ serviceState: String
    ) throws {
        try tell(
            socket,
            [
                "Id=\(socket)", "LoadState=loaded", "ActiveState=\(socketState)", "Triggers=\(service)",
                "Listen=/run/other.sock (Stream)", "Listen=\(place) (Stream)",
            ])
        try addService(service, state: serviceState)
    }

    /// As the shipped unit has it; behind `serve` come these words.
    func addService(
        _ name: String = "landing-tracker.service", words: [String] = [], user: String = "",
        state: String = "active", database: String? = nil
    ) throws {
        let program = "/usr/bin/landing-tracker"
        let command = ([program, "serve", "--existing"] + words).joined(separator: " ")
        try tell(
            name,
            [
                "ExecStart={ path=\(program) ; argv[]=\(command) ; ignore_errors=no ; start_time=[n/a] }",
                "LoadState=loaded", "ActiveState=\(state)", "User=\(user)",
                "Result=\(state == "failed" ? "exit-code" : "success")",
                "Environment=\(database.map { "LANDING_TRACKER_DATABASE=\($0)" } ?? "")",
            ])
    }

    /// All that it was asked.
    var calls: [String] {
        get throws {
            try String(contentsOfFile: folder.path("calls"), encoding: .utf8).split(separator: "\n").map(
                String.init)
        }
    }

    private func tell(_ unit: String, _ lines: [String]) throws {
        let text = lines.map { $0 + "\n" }.joined()
        try text.write(toFile: folder.path(unit), atomically: true, encoding: .utf8)
    }

    /// By a process of its own: a program cannot be started while a child of this process that is just being made has the file
    /// open for writing (execve(2), ETXTBSY).
    private func write(_ script: String) throws {
        let outcome = try Command(
            "/bin/sh",
            [
                "-c", #"cd "$1" && printf %s "$2" >systemctl && chmod 755 . systemctl"#, "sh", folder.path,
                script,
            ]
        ).run()
        guard outcome.status == 0 else { throw Unexpected(outcome.errors) }
    }
}
