import Dispatch
import Foundation

/// Plain threads that do the same until they are done.
struct Threads {
    private let group = DispatchGroup()

    init(count: Int, _ body: @escaping @Sendable () -> Void) {
        for _ in 0..<count {
            group.enter()
            Thread { [group] in
                body()
                group.leave()
            }.start()
        }
    }

    func wait() {
        group.wait()
    }
}
