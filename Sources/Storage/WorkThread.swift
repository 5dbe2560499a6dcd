import Dispatch
import Foundation
import Synchronization

/// A plain thread that does what others hand over, one piece after the other, at the priority of the thread that made it.
///
/// For what must not be done at the priority of whoever wants it: a thread that has given its own up cannot take it
/// back, and a thread of Dispatch has that of the one for which it was made (setpriority(2), sched(7)).
package final class WorkThread: Sendable {
    private let line = Line()

    /// Starts the thread. It ends with the last reference, and does before what was handed over.
    package init(_ name: String) {
        Thread { [line] in
            Thread.nameThisOne(name)
            while let work = line.next() { work() }
        }.start()
    }

    deinit {
        line.append(nil)
    }

    /// Has something done, and returns at once.
    package func start(_ work: @escaping @Sendable () -> Void) {
        line.append(work)
    }

    /// Has something done, and waits for it; not to be called by what it does. Then the thread has nothing left of it:
    /// what it held, a database for example, is over when the caller lets it go.
    package func run<Value: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let errand = Errand(work)
        line.append { errand.perform() }
        return try errand.wait().get()
    }

    /// What waits for the thread, in order of coming; nil stands for the end.
    private final class Line: Sendable {
        private let waiting = Mutex<[(@Sendable () -> Void)?]>([])
        /// Signalled once for each.
        private let wakeUp = DispatchSemaphore(value: 0)

        func append(_ work: (@Sendable () -> Void)?) {
            waiting.withLock { $0.append(work) }
            wakeUp.signal()
        }

        func next() -> (@Sendable () -> Void)? {
            wakeUp.wait()
            return waiting.withLock { $0.removeFirst() }
        }
    }

    /// Performed once by the thread, for the one who waits.
    private final class Errand<Value: Sendable, Failure: Error>: Sendable {
        private typealias Work = @Sendable () throws(Failure) -> Value

        private let work: Mutex<Work?>
        private let result = Mutex<Result<Value, Failure>?>(nil)
        private let isThere = DispatchSemaphore(value: 0)

        init(_ work: @escaping @Sendable () throws(Failure) -> Value) {
            self.work = Mutex(work)
        }

        func perform() {
            let outcome = takeResult()
            result.withLock { $0 = outcome }
            isThere.signal()
        }

        /// Lets the work go when it is done.
        @inline(never)
        private func takeResult() -> Result<Value, Failure>? {
            let taken = work.withLock { work in
                defer { work = nil }
                return work
            }
            guard let taken else { return nil }
            return Result(catching: taken)
        }

        func wait() -> Result<Value, Failure> {
            while true {
                isThere.wait()
                if let result = result.withLock({ $0 }) { return result }
            }
        }
    }
}
