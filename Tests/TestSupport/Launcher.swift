import Foundation
import Glibc
import Synchronization

/// The one thread that starts children.
///
/// A child is told to end when its parent is gone (PR_SET_PDEATHSIG, by setpriv), so that a test run that is
/// killed leaves nothing behind. The kernel counts the thread that forked as the parent: hence one that stays.
/// Foundation's `Process` would not do: it takes a child for running while a grandchild lives.
enum Launcher {
    /// A start that was asked for, and its outcome: the process number, or minus the number of the error.
    private final class Launch: Sendable {
        let work: @Sendable () -> Int32
        let outcome = Mutex<Int32>(0)
        let isDone = DispatchSemaphore(value: 0)

        init(_ work: @escaping @Sendable () -> Int32) {
            self.work = work
        }

        func perform() {
            let result = work()
            outcome.withLock { $0 = result }
            isDone.signal()
        }
    }

    private static let launches = Mutex<[Launch]>([])
    private static let isWanted = DispatchSemaphore(value: 0)
    private static let thread: Void = Thread {
        while true {
            isWanted.wait()
            launches.withLock { $0.removeFirst() }.perform()
        }
    }.start()

    /// - Returns: The number of the new process, which leads a process group of its own.
    static func start(_ command: Command, output: String, errors: String) throws -> Int32 {
        thread
        let launch = Launch { spawn(command, output: output, errors: errors) }
        launches.withLock { $0.append(launch) }
        isWanted.signal()
        launch.isDone.wait()
        let outcome = launch.outcome.withLock { $0 }
        guard outcome > 0 else { throw SystemError(call: "spawn \(command.program)", number: -outcome) }
        return outcome
    }

    private static func spawn(_ command: Command, output: String, errors: String) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, command.input, O_RDWR | O_NOCTTY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        if errors == output {
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        } else {
            posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))

        let environment = environment(of: command)
        let arguments = ["setpriv", "--pdeathsig", "TERM", command.program] + command.arguments
        let argumentPointers = arguments.map { strdup($0) } + [nil]
        let environmentPointers = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (argumentPointers + environmentPointers).forEach { free($0) } }
        var identifier: pid_t = 0
        let failure = posix_spawn(
            &identifier, "/usr/bin/setpriv", &actions, &attributes, argumentPointers, environmentPointers)
        return failure == 0 ? identifier : -failure
    }

    /// Without the settings of a tracker that is installed on this machine. The program itself knows no
    /// LANDING_TRACKER_BINARY; others of this package do.
    private static func environment(of command: Command) -> [String: String] {
        let inherited = ProcessInfo.processInfo.environment.filter { name, _ in
            let isForTests = name == Repository.programVariable && command.program != Repository.program
            return !name.hasPrefix("LANDING_TRACKER_") || isForTests
        }
        return inherited.merging(["LANDING_TRACKER_SETTINGS": "/dev/null"]) { $1 }
            .merging(command.environment) { $1 }
    }
}
