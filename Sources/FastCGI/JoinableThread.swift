import CFastCGI
import Glibc

/// A plain thread that runs one closure and can be waited for.
struct JoinableThread: Sendable {
    private let identifier: pthread_t

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts the thread; its name is shown by tools such as top(1), which read at most 15 bytes.
    init(name: String, _ run: @escaping @Sendable () -> Void) throws(ThreadError) {
        var identifier = pthread_t()
        let body = Unmanaged.passRetained(Body(run))
        let code = pthread_create(
            &identifier, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        guard code == 0 else {
            body.release()
            throw ThreadError(errno: code)
        }
        pthread_setname_np(identifier, String(name.prefix(15)))
        self.identifier = identifier
    }

    func join() {
        pthread_join(identifier, nil)
    }
}

/// The system has no room for another thread.
package struct ThreadError: Error, CustomStringConvertible {
    let errno: Int32

    package var description: String { "pthread_create: \(String(systemError: errno))" }
}
