import Foundation
import TestSupport
import Testing

/// Gives each test a thread of its own: these tests wait for sockets, and the shared threads are as few as the
/// processors.
struct OwnThread: TestTrait, SuiteTrait, TestScoping {
    let isRecursive = true

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(Threads()) { try await function() }
    }

    private final class Threads: TaskExecutor {
        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            Thread.detachNewThread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }
}

extension Trait where Self == OwnThread {
    static var ownThread: Self { OwnThread() }
}

/// Whether the condition comes true.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    var patience = Patience()
    while try !condition() {
        guard patience.isLeft({ nil }) else { return false }
        usleep(500)
    }
    return true
}
