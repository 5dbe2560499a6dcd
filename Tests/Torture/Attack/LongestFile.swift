import Foundation
import Synchronization

/// The most bytes that a file has had since it is looked at, often enough to see it before it is cut again.
final class LongestFile: Sendable {
    private let path: String
    private let byteCount = Mutex(0)
    private let isEnded = Atomic(false)

    private static let pauseSeconds = 0.02

    /// Looks at it on a thread of its own until `stop()`.
    init(_ path: String) {
        self.path = path
        Thread { [self] in
            while !isEnded.load(ordering: .relaxed) {
                look()
                Thread.sleep(forTimeInterval: Self.pauseSeconds)
            }
        }.start()
    }

    var megabytes: Double { Double(byteCount.withLock { $0 }) / 1_048_576 }

    func stop() {
        isEnded.store(true, ordering: .relaxed)
    }

    private func look() {
        var info = stat()
        guard stat(path, &info) == 0 else { return }
        byteCount.withLock { $0 = max($0, Int(info.st_size)) }
    }
}
