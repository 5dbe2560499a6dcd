import Foundation
import Synchronization
import TestSupport

@testable import FastCGI

/// A server's stop in a thread of its own.
final class Stopping: Sendable {
    private let state = Mutex<Bool?>(nil)

    /// What `stop()` returned; nil until it has.
    var result: Bool? { state.withLock { $0 } }

    init(_ server: TestServer, idleGraceSeconds: Double = 0.2) {
        Thread.detachNewThread {
            let result = server.server.stop(
                idleGraceSeconds: idleGraceSeconds, deadlineSeconds: Patience.seconds)
            self.state.withLock { $0 = result }
        }
    }

    /// Whether it returned true, having lost nothing.
    var isDone: Bool { eventually { result != nil } && result == true }
}
