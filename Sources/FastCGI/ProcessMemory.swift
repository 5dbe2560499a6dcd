import CFastCGI
import Glibc

/// What the process keeps of the memory that it no longer uses (mallopt(3), mallinfo(3), malloc_trim(3)).
package enum ProcessMemory {
    private static let arenaCount: Int32 = 2
    private static let largeByteCount: Int32 = 32 * 1024
    /// What ordinary requests leave free, and take again at once.
    private static let freeByteCount = 8 * 1024 * 1024
    private static let secondsBetweenLooks: UInt32 = 1

    /// Gives it back to the system instead of keeping it in pieces, as many large requests of strangers would leave it.
    ///
    /// All threads share two parts of the heap, where each would have its own; what is large is never in one; and a thread
    /// gives back what is free between the pieces in use, once that is much. To be called before other threads begin.
    package static func keepSmall() throws(ThreadError) {
        mallopt(M_ARENA_MAX, arenaCount)
        mallopt(M_MMAP_THRESHOLD, largeByteCount)
        _ = try JoinableThread(name: "memory") {
            while true {
                sleep(secondsBetweenLooks)
                if mallinfo2().fordblks >= freeByteCount { malloc_trim(0) }
            }
        }
    }
}
