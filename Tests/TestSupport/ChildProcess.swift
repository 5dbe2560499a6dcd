import Foundation
import Glibc
import Synchronization

/// A running program. It ends with the last reference to it, and with the test run, however that ends.
package final class ChildProcess: Sendable {
    package let identifier: Int32
    private let name: String
    /// The file that collects what it writes to standard error.
    package let log: String
    /// The exit status, or minus the number of the signal that ended it; nil while it runs.
    private let status = Mutex<Int32?>(nil)

    /// Starts the program; standard output goes to a new file, standard error to one of its own or to the same.
    package init(_ command: Command, output: String, errors: String? = nil) throws {
        name = URL(fileURLWithPath: command.program).lastPathComponent
        log = errors ?? output
        identifier = try Launcher.start(command, output: output, errors: log)
    }

    deinit {
        stop()
    }

    package var isRunning: Bool { endStatus == nil }

    package func send(_ signal: Int32) {
        guard isRunning else { return }
        kill(identifier, signal)
    }

    /// The exit status, or minus the number of the signal that ended it.
    ///
    /// - Throws: `TimedOut`, after having killed it and its children, when they do nothing any more.
    @discardableResult
    package func waitForExit() throws -> Int32 {
        do {
            try waitUntil("\(name) ends", watching: { processorTime }) { !isRunning }
        } catch {
            kill(-identifier, SIGKILL)
            try waitUntil("\(name) is gone") { !isRunning }
            throw error
        }
        return endStatus ?? 0
    }

    /// Ends it, gently at first; returns when it is gone.
    package func stop() {
        send(SIGTERM)
        _ = try? waitForExit()
    }

    package var logText: String {
        String(decoding: (try? Data(contentsOf: URL(fileURLWithPath: log))) ?? Data(), as: UTF8.self)
    }

    /// What it and its children have used of processors, in units of ten seconds: what hangs may wake up now and then.
    private var processorTime: Int? {
        (try? ProcessFamily(root: identifier).processorSeconds()).map { Int($0 / 10) }
    }

    private var endStatus: Int32? {
        status.withLock { status in
            var word: Int32 = 0
            if status == nil, waitpid(identifier, &word, WNOHANG) == identifier {
                // WIFEXITED and its kin are macros (wait(2)): the low seven bits are the signal.
                let signal = word & 0x7F
                status = signal == 0 ? (word >> 8) & 0xFF : -signal
            }
            return status
        }
    }
}
