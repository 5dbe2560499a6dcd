import CFastCGI

/// The parts of the C library's heap, which threads take from side by side.
package enum MemoryArenas {
    /// Two for all threads, where the library would make up to eight for each processor (mallopt(3)): every arena keeps
    /// what the largest requests have once made it take.
    package static func limit() {
        mallopt(M_ARENA_MAX, 2)
    }
}
